// A text of a host that cannot be used.

/** The message is short, without a name. */
export class UnusableText extends Error {}
