// How much of a machine's memory a table may take.

/** Of the memory, that a full table may take before we speak, and that we recommend at most: our own figure. */
export const MEMORY_SHARE = 0.25;
