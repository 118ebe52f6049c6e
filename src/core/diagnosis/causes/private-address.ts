// Addresses of networks of one's own: RFC 1918, 3927, 4193, 4291, 6598 and the loopback.

const PRIVATE = [
  /^(?:10|127)\./,
  /^172\.(?:1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^169\.254\./,
  /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/,
  /^::1$/,
];

export function isPrivate(address: string): boolean {
  return PRIVATE.some((range) => range.test(address));
}
