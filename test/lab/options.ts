// The command line of verify:kernels.
import { parseArgs } from "node:util";
import { Failure, messageOf } from "../host/failure.ts";
import { KERNELS, kernelNamed, type LabKernel } from "./kernels.ts";
import { PART_NAMES, PARTS, type Part } from "./parts.ts";

export interface Options {
  readonly kernels: readonly LabKernel[];
  /** No kernel was named. */
  readonly isEverything: boolean;
  readonly parts: ReadonlySet<Part>;
  readonly isList: boolean;
  readonly isRecording: boolean;
  readonly isHelp: boolean;
}

export const HELP = `npm run verify:kernels -- [NAME...] [--list] [--record] [--with PART[,PART...]]

Boots kernels and holds the product against them: all of the table, or those named.
  --list    names of the kernels, which have been asked, and which is nearest to that of this machine
  --record  keeps what they answered in test/fixtures/kernels, for npm test
  --with    adds experiments that take long:
${PART_NAMES.map((part) => `              ${part.padEnd(11)}${PARTS[part].what}`).join("\n")}
`;

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const parts = (values.with ?? []).flatMap((text) => text.split(","));
  const strange = parts.find((part) => !(part in PARTS));
  if (strange !== undefined) throw new Failure(`--with takes ${PART_NAMES.join(", ")}, and not "${strange}"`);
  return {
    kernels: positionals.length === 0 ? KERNELS : positionals.map(named),
    isEverything: positionals.length === 0,
    parts: new Set(parts as Part[]),
    isList: values.list ?? false,
    isRecording: values.record ?? false,
    isHelp: values.help ?? false,
  };
}

function named(name: string): LabKernel {
  const kernel = kernelNamed(name);
  if (!kernel) throw new Failure(`No kernel is called "${name}": --list shows the names.`);
  return kernel;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        list: { type: "boolean" },
        record: { type: "boolean" },
        with: { type: "string", multiple: true },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new Failure(`${messageOf(error)}\n\n${HELP}`);
  }
}
