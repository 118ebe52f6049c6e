// The page's end of the line to its host: typed messages out, checked messages in, and what is kept for a return.
import { type HostMessage, type PageMessage, readHostMessage, readSaved, type Saved } from "../src/core/plan/index.ts";

interface VsCode {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: Saved): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();

export function send(message: PageMessage): void {
  vscode.postMessage(message);
}

export function saved(): Saved | undefined {
  return readSaved(vscode.getState());
}

export function keep(state: Saved): void {
  vscode.setState(state);
}

/** Whatever is no message of ours is noted in the console and changes nothing. */
export function listen(hear: (message: HostMessage) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const message = readHostMessage(data);
    if (message) hear(message);
    else console.warn("Conntrack: ignored an unrecognized message");
  });
}

export function copy(what: string, text: string): void {
  send({ type: "copy", what, text });
}
