// Shows what a saved file would change on this host, asks, and lets a terminal run sysctl on exactly the text that was shown.
import { Disposable, FileType, l10n, type Uri, workspace } from "vscode";
import type { HostPort } from "../core/diagnosis/index.ts";
import { applyPreview, applyPreviewText, LIMITS, parse, visibleMessage } from "../core/language/index.ts";
import { ApplyQuestion } from "./apply-question.ts";
import { type Applied, refuse } from "./apply-refusal.ts";
import { ApplyTasks } from "./apply-task.ts";

export interface ApplyRun extends Disposable {
  run(uri: Uri): Promise<Applied>;
}

export function applyRun(port: HostPort, applied: () => void): ApplyRun {
  const runs = new ApplyTasks(applied);
  const question = new ApplyQuestion();
  return {
    run: (uri) => applyFile(uri, port, question, runs),
    dispose: () => Disposable.from(runs, question).dispose(),
  };
}

async function applyFile(uri: Uri, port: HostPort, question: ApplyQuestion, runs: ApplyTasks): Promise<Applied> {
  const [host, program] = [port.host(), port.sysctl()];
  if (!host) return refuse("no-host", l10n.t("Conntrack: the extension does not run on a Linux host."));
  if (!program) return refuse("no-host", l10n.t("Conntrack: this host has no sysctl program."));
  // The file itself, byte by byte: what the editor shows may be older, and has its line ends made alike.
  const bytes = await readPlain(uri);
  const text = bytes && textOf(bytes);
  if (!bytes || text === undefined)
    return refuse("not-text", l10n.t("Conntrack: the changes cannot be shown: the file is not UTF-8 text, or is larger than 4 MB."));
  const preview = applyPreview(parse(text), host, program.applier);
  if (!preview) return refuse("no-host", l10n.t("Conntrack: the kernel of this host is unknown."));
  const shown = applyPreviewText(preview);
  if (preview.changes.length === 0) {
    const why =
      preview.cannot.length === 0
        ? l10n.t("Conntrack: this host already has the conntrack values of the file.")
        : l10n.t("Conntrack: no conntrack value would change.");
    return refuse("nothing-to-do", why);
  }
  const name = visibleMessage(host.identity?.name ?? l10n.t("this host"));
  const settings = preview.changes.length + preview.others.length;
  if (!(await question.ask({ host: name, settings, text: shown, root: port.root }))) return "left";
  if (!(await isUnchanged(uri, bytes)))
    return refuse(
      "changed",
      l10n.t("Conntrack: the file has changed since it was shown, so nothing was applied. Review it and apply again."),
    );
  await runs.start(program, port.privateCopy(bytes));
  return "started";
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined where there is none, and for what is no plain file: a pipe would be waited for. */
async function readPlain(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    return (type & FileType.File) !== 0 && size <= LIMITS.smallFileBytes ? await workspace.fs.readFile(uri) : undefined;
  } catch {
    return undefined;
  }
}

async function isUnchanged(uri: Uri, before: Uint8Array): Promise<boolean> {
  const now = await readPlain(uri);
  return now !== undefined && now.length === before.length && now.every((byte, at) => byte === before[at]);
}
