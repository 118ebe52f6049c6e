// How "Apply to This Host" ends, and what is told where nothing is applied.
import { window } from "vscode";
import { visibleMessage } from "../core/language/index.ts";

/** For those who run it by program. */
export type Applied = "started" | "left" | "untrusted" | "no-file" | "not-saved" | "not-text" | "no-host" | "nothing-to-do" | "changed";

export function refuse(how: Applied, why: string): Applied {
  void window.showInformationMessage(visibleMessage(why));
  return how;
}
