// A program that ships in several files.
export interface Program {
  /** Of its first file, without an ending. */
  readonly name: string;
  /** Its module, from the project's root, as are those of the parts. */
  readonly entry: string;
  /** Files by their names, and the modules of each that an `import()` asks for. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /**
   * What several files share is gathered by who asks for it: what the first of these groups of files reaches stands in one file,
   * and all else in one for each combination of the others. So few files are read, and none that is of no use.
   */
  readonly groups: readonly (readonly string[])[];
  /** Groups that are asked for when another is there already, by the other's name: what they share with it stands with it. */
  readonly follow?: Readonly<Record<string, readonly string[]>>;
  /** Where those files are, below the folder that all is written to; nothing else is kept there. */
  readonly shared: string;
  readonly target: string;
  readonly external?: readonly string[];
  /** Goes before the first file. */
  readonly banner?: string;
}
