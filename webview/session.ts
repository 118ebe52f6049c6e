// What the page knows: the source, the state, and the last good results. Knows no element.
import {
  type CalculatorResults,
  type CalculatorState,
  calculate,
  editField,
  type FieldId,
  followFile,
  readPlan,
  restore,
  type Saved,
  type SourceMessage,
  save,
  stateFrom,
} from "../src/core/plan/index.ts";

export class Session {
  private readonly changed: () => void;
  source: SourceMessage;
  state: CalculatorState;
  results: CalculatorResults;
  /** Sentences beside fields whose text cannot be used, by field. */
  readonly errors = new Map<FieldId, string>();

  /** `changed` is called after each change; it must not change anything itself. */
  constructor(source: SourceMessage, saved: Saved | undefined, changed: () => void) {
    this.changed = changed;
    this.source = source;
    const fresh = stateFrom(source.target, source.file ?? undefined);
    const start = saved && saved.source === source.uri ? restore(fresh, saved) : fresh;
    const results = calculate(start);
    const usable = "problems" in results ? calculate(fresh) : results;
    if ("problems" in usable) throw new Error(usable.problems[0]?.message);
    this.state = usable === results ? start : fresh;
    this.results = usable;
  }

  /** The file or its settings have changed. */
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

  /** Classes were added or taken away: what was wrong with a class may not be any more. */
  setClasses(state: CalculatorState): void {
    for (const id of this.errors.keys()) if (id.startsWith("classes.")) this.errors.delete(id);
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

  /** Everything as a plan has it. */
  openPlan(plan: unknown): string | undefined {
    const read = readPlan(plan, this.fresh());
    if ("problems" in read) return read.problems[0]?.message;
    this.errors.clear();
    return this.set(read.state);
  }

  /** Everything as the file and the settings have it. */
  reset(): void {
    this.errors.clear();
    this.set(this.fresh());
  }

  saved(): Saved {
    return save(this.source.uri, this.state);
  }

  private fresh(): CalculatorState {
    return stateFrom(this.source.target, this.source.file ?? undefined);
  }
}
