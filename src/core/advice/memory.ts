// How much of a machine's memory a table may take.

/** Of the memory, that a full table may take before we speak, and that we recommend at most: our own figure. */
export const MEMORY_SHARE = 0.25;

/** Of the memory, that a hash table alone may take, at once and for good: our own figure. */
export const HASH_SHARE = 0.02;

/** Bytes that a hash table may take where the memory is not known; beyond, we ask. Our own figure. */
export const UNASKED_BYTES = 16 * 1024 ** 2;
