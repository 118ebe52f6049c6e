// Every tree the programs are run on: traps made by hand, a file for each form of a line, and generated ones.
import { fileTraps } from "./file-traps.ts";
import { generatedTrees } from "./generated.ts";
import { lineTraps } from "./line-traps.ts";
import { oneFileTrees } from "./one-file.ts";
import type { TreeSpec } from "./tree-spec.ts";

const GENERATED = 250;

export function allTrees(): readonly TreeSpec[] {
  return [...fileTraps(), ...lineTraps(), ...oneFileTrees(), ...generatedTrees(GENERATED)];
}
