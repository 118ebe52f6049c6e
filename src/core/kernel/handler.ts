// How a kernel reads what is written to a key: the handler functions of kernel/sysctl.c, named by what they take.

export type Handler =
  /** proc_dointvec: any int. */
  | { readonly kind: "int" }
  /** proc_dointvec_minmax. Bounds inclusive. */
  | { readonly kind: "int-range"; readonly min: number; readonly max: number }
  /** proc_dou8vec_minmax: one byte, no sign. Bounds inclusive. */
  | { readonly kind: "byte"; readonly min: number; readonly max: number }
  /** proc_dointvec_jiffies: seconds, kept as jiffies in an int, so the bound follows HZ. */
  | { readonly kind: "seconds" }
  /** proc_doulongvec_minmax; a bound may be the current value of another key. */
  | { readonly kind: "ulong"; readonly notAbove?: string; readonly notBelow?: string; readonly ceiling?: Ceiling }
  /** proc_dointvec_minmax with another key's current value as a bound. */
  | { readonly kind: "int-order"; readonly min: number; readonly notAbove?: string; readonly notBelow?: string }
  /** nf_conntrack_hash_sysctl: an int that resizes the hash table; hash-table.ts knows bounds and rounding. */
  | { readonly kind: "buckets" }
  /** nf_hooks_lwtunnel_sysctl_handler: 0 or 1, and 1 cannot be taken back. */
  | { readonly kind: "one-way" }
  /** No source tree at hand shows the handler. */
  | { readonly kind: "unverified" };

/**
 * The initial namespace's present value of a key bounds that key in every namespace. There it began with `atMost`, so that
 * it never is more.
 */
export interface Ceiling {
  readonly path: string;
  readonly atMost: bigint;
}

export const INT: Handler = { kind: "int" };
export const SECONDS: Handler = { kind: "seconds" };
export const BYTE: Handler = { kind: "byte", min: 0, max: 255 };
export const BYTE_SWITCH: Handler = { kind: "byte", min: 0, max: 1 };
export const INT_SWITCH: Handler = { kind: "int-range", min: 0, max: 1 };
