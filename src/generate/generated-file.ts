// What a generated file is.

export interface Generated {
  /** From the root of the project. */
  readonly path: string;
  /**
   * The whole file. Of `before`, the text that is there ("" where the file is new), it keeps what does not derive.
   * `read` gives the text of another file of the project, as generated where that one comes before.
   */
  text(before: string, read: (path: string) => string): string;
}
