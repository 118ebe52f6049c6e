// The settings of the host at hand: read when asked for, and kept for a moment.
import type { RunningSettings } from "../../evidence/host.ts";

/** Milliseconds that a reading is good for. */
const FRESH = 1000;

export class FreshSettings {
  private readonly look: () => RunningSettings | undefined;
  private readonly now: () => number;
  private latest: { readonly at: number; readonly settings: RunningSettings | undefined } | undefined;

  /** `look` gives undefined where there is no host to read; `now` counts milliseconds. */
  constructor(look: () => RunningSettings | undefined, now: () => number) {
    this.look = look;
    this.now = now;
  }

  /** At most a moment old. */
  settings(): RunningSettings | undefined {
    if (!this.latest || this.now() - this.latest.at > FRESH) return this.read();
    return this.latest.settings;
  }

  /** Those to be held against a file: of one that is for another host only where conntrack runs here at all. */
  besides(isForHost: boolean): RunningSettings | undefined {
    const settings = this.settings();
    // A container's view of another machine's file would be no help.
    return isForHost || settings?.initialNamespace === true ? settings : undefined;
  }

  /** As they are now. */
  read(): RunningSettings | undefined {
    this.latest = { at: this.now(), settings: this.look() };
    return this.latest.settings;
  }
}
