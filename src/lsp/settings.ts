// Settings of the client: asked for where it can be asked, or else what it sent.
import type { Connection } from "vscode-languageserver/node";
import type { HostMachine } from "../core/diagnosis/index.ts";
import { type FileSettings, readFileSettings, type WrittenSettings } from "../core/language/index.ts";
import type { Folders } from "./folders.ts";

const SECTION = "conntrack";

/** A switch that is on unless somebody turns it off. */
export type Switch = "codeLens.enabled" | "format.alignEquals" | "inlayHints.enabled";

interface Read {
  readonly written: WrittenSettings;
  readonly settings: FileSettings;
}

export class ClientSettings {
  private readonly folders: Folders;
  private readonly machine: () => HostMachine | undefined;
  private everywhere: Read;
  /** Of folders, by their address. */
  private inFolder = new Map<string, Read>();
  private asking: Promise<void> = Promise.resolve();

  /** `machine` is asked only where a setting says so. */
  constructor(folders: Folders, machine: () => HostMachine | undefined) {
    this.folders = folders;
    this.machine = machine;
    this.everywhere = this.read({});
  }

  /** Of a document or a folder. */
  of(uri: string): FileSettings {
    return this.at(uri).settings;
  }

  isOn(name: Switch, uri: string): boolean {
    const [group = "", flag = ""] = name.split(".");
    const value = this.at(uri).written[group];
    return !isRecord(value) || value[flag] !== false;
  }

  /** What came with the first request, or with a notification of a client that is not asked. */
  take(sent: unknown): void {
    this.everywhere = this.read(sectionOf(sent));
    this.inFolder.clear();
  }

  /** Asks the client, for each folder and for what lies in none. One that gives no answer leaves things as they are. */
  ask(connection: Connection): Promise<void> {
    this.asking = this.askNow(connection).catch(() => undefined);
    return this.asking;
  }

  /** Waits for what the client was asked last. */
  ready(): Promise<void> {
    return this.asking;
  }

  private async askNow(connection: Connection): Promise<void> {
    const scopes = [...this.folders.all()];
    const items = [{ section: SECTION }, ...scopes.map(({ written }) => ({ section: SECTION, scopeUri: written }))];
    const [first, ...others]: readonly unknown[] = await connection.workspace.getConfiguration(items);
    // A client that knows nothing of us answers null: what it sent at first holds.
    if (isRecord(first)) this.everywhere = this.read(nested(first));
    this.inFolder = new Map(
      others.flatMap((one, index) => {
        const folder = scopes[index];
        return folder && isRecord(one) ? [[folder.uri, this.read(nested(one))] as const] : [];
      }),
    );
  }

  private at(uri: string): Read {
    const folder = this.folders.of(uri);
    return (folder && this.inFolder.get(folder.uri)) ?? this.everywhere;
  }

  private read(written: WrittenSettings): Read {
    return { written, settings: readFileSettings(written, this.machine) };
  }
}

/** Clients send the whole of their settings, the section, or what is in it. */
function sectionOf(sent: unknown): WrittenSettings {
  if (!isRecord(sent)) return {};
  const settings = nested(sent);
  const section = settings[SECTION];
  return isRecord(section) ? section : settings;
}

/** Levels of settings: none of ours lies as deep. */
const DEEPEST = 6;

/** `{ "target.kernel": x }` says what `{ "target": { "kernel": x } }` says. */
function nested(settings: WrittenSettings, level = 1): WrittenSettings {
  // Without a prototype, no name leads to one.
  const result: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(settings)) {
    const dot = name.indexOf(".");
    const group = dot < 0 ? name : name.slice(0, dot);
    const below = dot < 0 ? value : { [name.slice(dot + 1)]: value };
    const known = result[group];
    if (!isPlain(below)) result[group] = below;
    else if (level < DEEPEST) result[group] = Object.assign(isPlain(known) ? known : Object.create(null), nested(below, level + 1));
  }
  return result;
}

function isPlain(value: unknown): value is WrittenSettings {
  return isRecord(value) && !Array.isArray(value);
}

function isRecord(value: unknown): value is WrittenSettings {
  return typeof value === "object" && value !== null;
}
