// All settings of a host's text as a plain list, in the order in which they stand there.
import { modprobeCommands } from "../boot/modules/modprobe-lines.ts";
import { isOrMeansKey } from "../kernel/misplaced.ts";
import { CONNTRACK_MODULE } from "../kernel/modules.ts";
import { dotted } from "../sysctl/key-path.ts";
import { parse } from "../sysctl/parse.ts";
import type { Span } from "../text/span.ts";
import type { EmbeddedDocument, How, Scope } from "./document.ts";
import { type Projection, project } from "./projection.ts";

export interface ListedSetting extends Span {
  /** Dotted; a parameter of a module behind its name. */
  readonly key: string;
  /** As it is written, without the host's quotes. */
  readonly value: string;
  readonly how: How;
  readonly scope: Scope;
  /** A variable, a command or a template gives it. */
  readonly computed: boolean;
}

export function settingsIn({ parts, others }: EmbeddedDocument): readonly ListedSetting[] {
  const listed: ListedSetting[] = others.map(({ how, path, value, computed, key }) => ({
    key: dotted(path),
    value,
    how,
    scope: "machine" as const,
    computed,
    start: key.start,
    end: key.end,
  }));
  for (const part of parts) {
    const projection = project(part);
    const found = part.language === "sysctl" ? keysOf(projection) : part.language === "modprobe" ? optionsOf(projection) : [];
    for (const setting of found) listed.push(setting);
  }
  return listed.sort((a, b) => a.start - b.start);
}

function keysOf(projection: Projection): readonly ListedSetting[] {
  return parse(projection.text).lines.flatMap((line) => {
    if (line.kind !== "setting" || line.key.glob || line.key.odd || !isOurs(line.key.path)) return [];
    const place = projection.toHost(line.key);
    const written = projection.written(line.value);
    const { scope } = projection.part;
    const { how = "other", parameter = dotted(line.key.path) } = projection.line(line.number) ?? {};
    return place ? [{ ...place, key: parameter, value: written ?? line.value.text, how, scope, computed: line.placeholder }] : [];
  });
}

function optionsOf(projection: Projection): readonly ListedSetting[] {
  const { text, part } = projection;
  return modprobeCommands({ text }).flatMap(({ command, module, moduleSpan, line, parameters }) => {
    if (command !== "options") return [];
    return parameters.flatMap(({ name, value, valueSpan, start }): readonly ListedSetting[] => {
      if (module !== CONNTRACK_MODULE && !/conntrack/.test(`${module} ${name}`)) return [];
      const place = projection.toHost({ start, end: start + name.length }) ?? projection.toHost(moduleSpan);
      if (!place || value === undefined) return [];
      const written = projection.written(valueSpan);
      const computed = written !== undefined || /[{}$`<]/.test(value);
      const how = projection.line(line)?.how ?? "module";
      return [
        { ...place, key: `${module}.${name}`, value: written ?? value, how: how === "file" ? "module" : how, scope: part.scope, computed },
      ];
    });
  });
}

/** Whether a key is one of ours, or means to be. */
function isOurs(path: string): boolean {
  return isOrMeansKey(path);
}
