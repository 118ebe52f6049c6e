// Runs the rules over a tree of very many files, one after the other; nothing is kept, so that one of them is in the memory.
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { Reading } from "../../boot/tree/port.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import type { Finding } from "./finding.ts";
import type { Linted } from "./kept-findings.ts";
import { lintUpTo } from "./lint.ts";
import { type FileFindings, type HostLintOptions, lintFiles, NOTHING, parsed } from "./lint-host.ts";
import { silentFiles } from "./silent-files.ts";

/** As lintHost. */
export function lintHostInTurn(host: HostConfiguration, options: HostLintOptions = {}): Generator<FileFindings> {
  const isSilent = silentFiles(host);
  /** Of the file that was looked at last. */
  let loud: Reading | undefined;
  return lintFiles(host, options, {
    documentOf: parsed,
    lint: (file, document, fileOptions) => (file.reading !== loud && isSilent(file) ? NOTHING : lintUpTo(document, fileOptions)),
    atOnce: (file, omitted) => {
      if (isSilent(file)) return new Unlisted(file, omitted);
      loud = file.reading;
      return undefined;
    },
  });
}

/** A file of which no finding is listed: nearly nobody asks for its lines. */
class Unlisted implements FileFindings {
  readonly file: TreeFile;
  readonly omitted: Linted["omitted"];

  constructor(file: TreeFile, omitted: Linted["omitted"]) {
    this.file = file;
    this.omitted = omitted;
  }

  get document(): SysctlDocument {
    return parsed(this.file);
  }

  get findings(): readonly Finding[] {
    return NOTHING.findings;
  }
}
