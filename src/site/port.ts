// The other end of the pages' line: what an editor does for them, done by a script of the same page.

interface Port {
  /** A message of the page, not yet checked. */
  readonly hear: (message: unknown) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

/** Must run before the page's own script. */
export function installPort({ hear, getState, setState }: Port): void {
  // Nobody but this page speaks to it: only what a script dispatches itself is not trusted.
  window.addEventListener("message", (event) => {
    if (event.isTrusted) event.stopImmediatePropagation();
  });
  Object.assign(globalThis, { acquireVsCodeApi: () => ({ postMessage: hear, getState, setState }) });
}

export function tell(message: unknown): void {
  window.dispatchEvent(new MessageEvent("message", { data: message }));
}
