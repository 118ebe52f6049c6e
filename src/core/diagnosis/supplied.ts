// What a person adds to a reading on its page: the limit, the memory, or what a command printed that is still missing.

import type { Evidence } from "../evidence/evidence.ts";
import type { SaidMachine } from "../evidence/mixed/machine.ts";
import { MAX_PATH } from "../kernel/table-keys.ts";
import { shortened } from "../text/visible.ts";
import { parseBytes, parseCount } from "../units/units.ts";
import { say } from "../words/say.ts";

/** What was typed as numbers: it holds for a later reading of the same texts too. */
export interface TypedNumbers {
  readonly max: number | null;
  /** Bytes. */
  readonly memory: number | null;
}

export const NOTHING_TYPED: TypedNumbers = { max: null, memory: null };

const LARGEST_MAX = 2 ** 31 - 1;
const LEAST_MEMORY = 2 ** 24;
const MOST_MEMORY = 2 ** 50;

/** The number, or what is wrong with the text in one sentence. */
export function readNumber(question: "limit" | "memory", text: string): number | string {
  if (question === "limit") {
    const max = parseCount(text);
    return max !== undefined && max >= 1 && max <= LARGEST_MAX
      ? max
      : say('"{text}" is not a limit: enter a number, such as 262144 or 256k', { text: shortened(text, 40) });
  }
  const memory = parseBytes(text);
  return memory !== undefined && memory >= LEAST_MEMORY && memory <= MOST_MEMORY
    ? memory
    : say('"{text}" is not a memory size: enter a size, such as 8G', { text: shortened(text, 40) });
}

/** What was typed wins over what the texts say: a person saw both. */
export function withNumbers(evidence: Evidence, { max, memory }: TypedNumbers): Evidence {
  const settings = max === null ? evidence.settings : { ...evidence.settings, [MAX_PATH]: max };
  return { ...evidence, settings, machine: memory === null ? evidence.machine : joined(evidence.machine, { memory }) };
}

/** `found` is what the output of a command says. Undefined where it says nothing. */
export function withOutput(evidence: Evidence, found: Evidence): Evidence | undefined {
  const { log, table, statistics, changes, settings = {}, machine } = found;
  if (!log && !table?.entries && !statistics && !machine && Object.keys(settings).length === 0) return undefined;
  return {
    ...evidence,
    log: log ?? evidence.log,
    table: table?.entries ? table : evidence.table,
    ...(statistics ? { statistics, changes } : {}),
    settings: { ...evidence.settings, ...settings },
    machine: machine ? joined(evidence.machine, machine) : evidence.machine,
  };
}

/** As it would stand in a copy of a terminal, so that a bare number is read as the answer. */
export function asAnswer(command: string, text: string): string {
  return `$ ${command}\n${text}\n`;
}

function joined(before: SaidMachine | undefined, added: Partial<SaidMachine>): SaidMachine {
  const known = Object.fromEntries(Object.entries(added).filter(([, part]) => part !== null));
  return { name: null, kernel: null, arch: null, memory: null, ...before, ...known };
}
