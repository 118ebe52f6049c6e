// Options in modprobe.d that reach nobody: of a module that is built in, in a file that is not read, or given again later.
import type { HostConfiguration } from "../../boot/configuration.ts";
import { modprobeCommands } from "../../boot/modules/modprobe-lines.ts";
import { type ModuleOption, modprobeFiles } from "../../boot/modules/modules.ts";
import { MODPROBE_FOLDERS } from "../../boot/tree/places.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { CONNTRACK_ALIASES, CONNTRACK_MODULE } from "../../kernel/modules.ts";
import type { TextEdit } from "../../text/span.ts";
import { say } from "../../words/say.ts";
import { homeOf, placeName } from "../engine/host-words.ts";
import { defineRule, type HostReport } from "../engine/rule.ts";

export const hashsizeIgnored = defineRule<TextEdit | undefined>({
  id: "hashsize-ignored",
  severity: "warning",
  *checkHost(host) {
    const { module, tree } = host;
    for (const option of module.ignored) {
      const message =
        option.name === "hashsize"
          ? say("Ignored: nf_conntrack is built into the kernel; use nf_conntrack.hashsize= on its command line")
          : say("Ignored: nf_conntrack is built into the kernel");
      yield report(option.file, option, message);
    }
    for (const option of module.replaced) {
      const { by } = option;
      const same = option.value === by.value;
      const message = say("Overridden by {place}", { place: placeName(by.file, by.line) });
      yield { ...report(option.file, option, message), severity: same ? "hint" : "warning" };
    }
    const read = modprobeFiles(tree);
    for (const file of read) yield* oldNames(file, host);
    const seen = new Set(read.map(homeOf));
    for (const file of MODPROBE_FOLDERS.flatMap((folder) => tree.folders.get(folder)?.files ?? [])) {
      if (seen.has(homeOf(file))) continue;
      seen.add(homeOf(file));
      const [first] = modprobeCommands(file.reading).filter(
        ({ command, module: name }) => command === "options" && name === CONNTRACK_MODULE,
      );
      if (!first) continue;
      const hidden = read.find(({ name }) => name === file.name);
      yield report(
        file,
        first,
        hidden
          ? say("Never read: {path} has a file with the same name", { path: hidden.path.slice(0, -hidden.name.length) })
          : say("Never read: file names in modprobe.d must end in .conf"),
      );
    }
  },
});

function report(file: TreeFile, { start, end }: Pick<ModuleOption, "start" | "end">, message: string): HostReport<undefined> {
  return { file, span: { start, end }, kernel: "ignores", message, data: undefined };
}

function* oldNames(file: TreeFile, { module }: HostConfiguration): Generator<HostReport<undefined>> {
  for (const { command, module: name, moduleSpan } of modprobeCommands(file.reading)) {
    if (command !== "options" || !CONNTRACK_ALIASES.has(name) || module.loader?.module === name) continue;
    const message = say('Ignored: the module is named {module}, and is not loaded as "{name}"', { module: CONNTRACK_MODULE, name });
    yield report(file, moduleSpan, message);
  }
}
