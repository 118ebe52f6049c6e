// The door of the readers: a host's text to the settings in it. A bundle of its own, loaded once a text has our word in it.
import { Collector } from "./collector.ts";
import type { Context } from "./context.ts";
import type { EmbeddedDocument, EmbeddedKind } from "./document.ts";
import { readDockerfile } from "./hosts/dockerfile.ts";
import { readHcl } from "./hosts/hcl.ts";
import { readMarkdown } from "./hosts/markdown.ts";
import { readNix } from "./hosts/nix.ts";
import { readPuppet } from "./hosts/puppet.ts";
import { readSystemd } from "./hosts/systemd.ts";
import { readTuned } from "./hosts/tuned.ts";
import { kindOfText, mayHoldSettings } from "./kind.ts";
import { readKubeProxyFlags } from "./kube-proxy.ts";
import { readShell } from "./shell/shell.ts";
import { Source } from "./source.ts";
import { readWritten } from "./written.ts";
import { readJson } from "./yaml/json.ts";
import { readYaml } from "./yaml/yaml.ts";

export { kubeProxyConfiguration } from "./kube-proxy.ts";

/** A file of an applier as the same: by itself, in its own language. */
export function readApplierFile(text: string, language: "sysctl" | "modprobe" | "modules"): EmbeddedDocument {
  const collector = new Collector(text.length);
  collector.file(language, Source.of(text), "machine", () => false);
  return collector.end();
}

type Reader = (source: Source, context: Context) => void;

const READERS: Readonly<Record<EmbeddedKind, Reader>> = {
  shell: (source, context) => readShell(source, context, { scope: "machine", lasting: runsAtEveryStart(source.text) }),
  dockerfile: readDockerfile,
  systemd: readSystemd,
  hcl: readHcl,
  yaml: readYaml,
  json: readJson,
  nix: readNix,
  tuned: readTuned,
  puppet: readPuppet,
  chef: readPuppet,
  markdown: readMarkdown,
};

/** Scripts of init systems, and those that set up what is gone after a restart too. */
function runsAtEveryStart(text: string): boolean {
  return /\b(?:ip6?tables|ipset|nft|tc|ip (?:-\w{1,20} ){0,8}(?:addr|link|route|rule|tunnel))\b|### BEGIN INIT INFO|openrc-run|rc\.common|\bwhile (?:true|:|sleep)/.test(
    text,
  );
}

/** What a text of a kind sets, in the order in which it stands there. Never throws for what the text holds. */
export function readEmbedded(text: string, kind: EmbeddedKind): EmbeddedDocument {
  const collector = new Collector(text.length);
  if (!mayHoldSettings(text)) return collector.end();
  const source = Source.of(text);
  const context: Context = {
    collector,
    depth: 0,
    readAs: (inner, part, from) => {
      if (collector.mayRead(part.text.length)) READERS[inner](part, from);
    },
    written: readWritten,
  };
  // User data of a cloud lies under any name.
  const own = kind === "hcl" && kindOfText(text) === "yaml" ? "yaml" : kind;
  READERS[own](source, context);
  if (kind !== "markdown" && text.includes("conntrack-")) readKubeProxyFlags(source, collector);
  return collector.end();
}
