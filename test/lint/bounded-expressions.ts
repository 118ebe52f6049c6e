// Regular expressions that take more than linear time, each with what bounds the text that it is given.

/** By source and flags, as `/source/flags`. */
export const BOUNDED: Readonly<Record<string, string>> = {};
