// Traffic for the calculator, measured on a table: this host's, one in a file, or one in the clipboard.
import { env, l10n, ProgressLocation, window } from "vscode";
import { type HostPort, measuredTraffic } from "../core/diagnosis/index.ts";
import type { HostMessage, TrafficSource } from "../core/plan/index.ts";
import { CannotRead, fromText, type HostText, readHostText } from "./host-text.ts";
import { pickFile } from "./pick-host-text.ts";

const TITLE = l10n.t("Conntrack: Measure Traffic");

/** Undefined where the person left. */
export async function measureTraffic(from: TrafficSource, port: HostPort | undefined): Promise<HostMessage | undefined> {
  try {
    const text = await textOf(from, port);
    return text && (await measured(text, from === "host" ? port : undefined));
  } catch (error) {
    if (error instanceof CannotRead) return { type: "notice", text: error.message, failed: true };
    throw error;
  }
}

async function textOf(from: TrafficSource, port: HostPort | undefined): Promise<HostText | undefined> {
  switch (from) {
    case "host":
      return port && { name: l10n.t("this host"), bytes: undefined, pieces: () => tableOf(port) };
    case "dump":
      return pickFile(TITLE, port);
    case "clipboard":
      return fromText(l10n.t("the clipboard"), await env.clipboard.readText());
  }
}

async function* tableOf(port: HostPort): AsyncGenerator<Uint8Array> {
  try {
    yield* port.table();
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: string };
    if (code === "EACCES" || code === "EPERM")
      throw new CannotRead(l10n.t("Only root can read the table of this host. Run sudo conntrack -L > FILE, then open it as a dump."));
    throw new CannotRead(l10n.t("The table of this host cannot be read: {message}", { message: message ?? String(error) }));
  }
}

async function measured(text: HostText, port: HostPort | undefined): Promise<HostMessage | undefined> {
  const options = { location: ProgressLocation.Notification, title: TITLE, cancellable: true };
  const host = port?.host();
  const evidence = await window.withProgress(options, (progress, token) => readHostText(text, { host, guessed: false }, progress, token));
  return evidence && measuredTraffic(evidence, text.name);
}
