// How much is taken and given. What a limit keeps away is told.

export const MOST = {
  /** Characters of a text that is handed in. */
  text: 5_000_000,
  /** Bytes of a file that is named. */
  fileBytes: 200_000_000,
  /** Paths of one call. */
  paths: 1000,
  /** Characters of an answer: nobody who asks has room for more. */
  answer: 400_000,
  /** Sentences of each kind of what is known. */
  sentences: 30,
} as const;
