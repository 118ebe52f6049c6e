// What the page knows: the source, the state, the last good results, and what is chosen and open. Knows no element.
import {
  type CalculatorResults,
  type CalculatorState,
  calculate,
  editField,
  type FieldId,
  followFile,
  hasOwnPlan,
  type PlanChoice,
  type PlanMessage,
  readPlan,
  restore,
  type Saved,
  type SourceMessage,
  save,
  stateFrom,
} from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";

export interface Notice {
  readonly text: string;
  readonly failed: boolean;
}

export class Session {
  private readonly changed: () => void;
  source: SourceMessage;
  state: CalculatorState;
  results: CalculatorResults;
  notice: Notice = { text: "", failed: false };
  /** Sentences beside fields whose text cannot be used, by field. */
  readonly errors = new Map<FieldId, string>();
  private chosen: PlanChoice;
  /** Where the traffic is from, in words; null: it was typed, or there is none. */
  traffic: string | null;
  private readonly open = new Set<string>();

  /** `changed` is called after each change; it must not change anything itself. */
  constructor(source: SourceMessage, saved: Saved | undefined, changed: () => void) {
    this.changed = changed;
    this.source = source;
    const fresh = stateFrom(source.target, source.file ?? undefined);
    const mine = saved && saved.source === source.uri ? saved : undefined;
    const start = mine ? restore(fresh, mine) : fresh;
    const results = calculate(start);
    const usable = "problems" in results ? calculate(fresh) : results;
    if ("problems" in usable) throw new Error(usable.problems[0]?.message);
    this.state = usable === results ? start : fresh;
    this.results = usable;
    this.chosen = mine?.choice ?? "recommended";
    this.traffic = mine?.traffic ?? null;
  }

  /** Ours, where nobody typed another plan. */
  get choice(): PlanChoice {
    return hasOwnPlan(this.state) ? this.chosen : "recommended";
  }

  /** Whether anything is other than the file and the settings have it. */
  get isEdited(): boolean {
    if (this.errors.size > 0) return true;
    const { targetOrigin, timeouts, ...inputs } = this.state;
    const sourced = [...Object.values(inputs), ...Object.values(timeouts)];
    const isTyped = (value: unknown): boolean => (value as { readonly origin?: unknown } | null)?.origin === "typed";
    return Object.values(targetOrigin).includes("typed") || sourced.some(isTyped);
  }

  choose(choice: PlanChoice): void {
    this.chosen = choice;
    this.changed();
  }

  /** The file or its settings have changed, or another file was chosen. */
  follow(source: SourceMessage): void {
    this.source = source;
    this.set(followFile(this.state, source.target, source.file ?? undefined));
  }

  /** New text of a field: taken, or remembered with what is wrong about it. */
  edit(id: FieldId, text: string): void {
    const edited = editField(this.state, id, text);
    if ("error" in edited) {
      this.errors.set(id, edited.error);
      this.changed();
    } else {
      this.errors.delete(id);
      this.set(edited.state);
    }
  }

  /** Forgets text that could not be used. */
  forget(id: FieldId): void {
    if (this.errors.delete(id)) this.changed();
  }

  /** Classes came or went: what was wrong with a class may not be any more. */
  setTraffic(state: CalculatorState, from: string | null): void {
    for (const id of this.errors.keys()) if (id.startsWith("classes.")) this.errors.delete(id);
    this.traffic = from;
    this.set(state);
  }

  /** A state that cannot be computed with is not taken; the last good one stands. Returns why. */
  set(state: CalculatorState): string | undefined {
    const results = calculate(state);
    if ("problems" in results) return results.problems[0]?.message;
    this.state = state;
    this.results = results;
    this.changed();
    return undefined;
  }

  /** A plan as it has everything, or over what is here. */
  openPlan({ plan, over, name }: PlanMessage): void {
    const read = readPlan(plan, over ? this.state : this.fresh());
    const problem = "problems" in read ? read.problems[0]?.message : undefined;
    if ("state" in read) {
      this.errors.clear();
      if (read.state.classes !== this.state.classes) this.traffic = name;
    }
    const refused = problem ?? ("state" in read ? this.set(read.state) : undefined);
    this.say(refused ?? say("Taken from {name}.", { name }), refused !== undefined);
  }

  /** Everything as the file and the settings have it. */
  reset(): void {
    this.errors.clear();
    this.traffic = null;
    this.chosen = "recommended";
    this.set(this.fresh());
  }

  say(text: string, failed: boolean): void {
    this.notice = { text, failed };
    this.changed();
  }

  isOpen(fold: string): boolean {
    return this.open.has(fold);
  }

  setOpen(fold: string, isOpen: boolean): void {
    if (isOpen === this.open.has(fold)) return;
    if (isOpen) this.open.add(fold);
    else this.open.delete(fold);
    this.changed();
  }

  saved(): Saved {
    return save(this.source.uri, this.state, this.choice, this.traffic);
  }

  private fresh(): CalculatorState {
    return stateFrom(this.source.target, this.source.file ?? undefined);
  }
}
