// Wrong use, told from mistakes of the program.

/** A mistake in the command line itself. The message is one sentence, for people. */
export class UsageError extends Error {}
