// The core's file names and the patterns VS Code is given are two spellings of one rule: they must agree on every name.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type SysctlFileKind, sysctlFileKind } from "../../../../src/core/sysctl/file-name.ts";

interface LanguageContribution {
  readonly id: string;
  readonly extensions?: readonly string[];
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
}

interface Manifest {
  readonly contributes?: { readonly languages?: readonly LanguageContribution[] };
}

const BACKUPS =
  "bak orig old save dpkg-old dpkg-dist dpkg-new dpkg-tmp rpmsave rpmorig rpmnew pacnew pacsave ucf-old ucf-dist ucf-new".split(" ");
const TEMPLATES = ["j2", "erb", "tmpl", "in"];
const PLAIN = ["/etc/sysctl.conf", "/etc/sysctl.d/99-conntrack.conf", "/home/me/memory-64m.sysctl"];

const CASES: readonly (readonly [path: string, kind: SysctlFileKind | undefined])[] = [
  ...PLAIN.map((path) => [path, "plain"] as const),
  ...PLAIN.map((path) => [`${path}~`, "backup"] as const),
  ...PLAIN.flatMap((path) => BACKUPS.map((suffix) => [`${path}.${suffix}`, "backup"] as const)),
  ...PLAIN.flatMap((path) => TEMPLATES.map((suffix) => [`${path}.${suffix}`, "template"] as const)),
  ["sysctl.conf", "plain"],
  ["sysctl.d/local.conf", "plain"],
  ["/package/base-files/files/etc/sysctl.conf", "plain"],
  ["/usr/lib/sysctl.d/50-default.conf", "plain"],
  ["/run/sysctl.d/.hidden.conf", "plain"],
  ["/etc/sysctl.d/.conf", "plain"],
  ["/etc/sysctl.d/99-sysctl.conf", "plain"],
  ["/etc/sysctl.d/two.dots.conf", "plain"],
  ["/etc/sysctl.d/sysctl.conf", "plain"],
  ["/etc/sysctl.d/x.conf.sysctl", "plain"],
  ["/etc/sysctl.d/x.sysctl.conf", "plain"],
  ["/srv/sysctl.conf/x.sysctl", "plain"],
  ["/srv/ünïcode/größe.sysctl", "plain"],
  ["/srv/with space/my box.sysctl", "plain"],
  ["/srv/.sysctl", "plain"],
  ["/ETC/SYSCTL.CONF", "plain"],
  ["/etc/Sysctl.D/Local.Conf", "plain"],
  ["C:\\images\\etc\\sysctl.d\\local.conf", "plain"],
  ["C:\\images\\etc\\sysctl.conf", "plain"],
  ["C:\\images\\a.sysctl.BAK", "backup"],
  ["/etc/sysctl.d/local.conf.BAK", "backup"],
  ["/roles/common/templates/sysctl.d/95-k8s-sysctl.conf.j2", "template"],
  ["", undefined],
  ["/", undefined],
  ["/etc/sysctl.d/", undefined],
  ["/etc/sysctl.d", undefined],
  ["/etc/sysctl", undefined],
  ["/etc/sysctl.conf/", undefined],
  ["/etc/sysctl.conf/README", undefined],
  ["/etc/sysctl.config", undefined],
  ["/etc/sysctl.conf.", undefined],
  ["/etc/sysctl.conf.2024-01-01", undefined],
  ["/etc/sysctl.conf.1", undefined],
  ["/etc/sysctl.conf.txt", undefined],
  ["/etc/sysctl.confbak", undefined],
  ["/etc/sysctl.conf-bak", undefined],
  ["/etc/sysctl.conf~~", undefined],
  ["/etc/sysctl.conf.~", undefined],
  ["/etc/sysctl.conf.bak~", undefined],
  ["/etc/sysctl.conf.bak.old", undefined],
  ["/etc/sysctl.conf.j2.bak", undefined],
  ["/etc/sysctl.conf.swp", undefined],
  ["/etc/.sysctl.conf.swp", undefined],
  ["/etc/.sysctl.conf", undefined],
  ["/etc/xsysctl.conf", undefined],
  ["/etc/99-sysctl.conf", undefined],
  ["/files/sysctl-nf-conntrack.conf", undefined],
  ["/etc/nginx/nginx.conf", undefined],
  ["/etc/nginx/conf.d/site.conf", undefined],
  ["/etc/modprobe.d/nf_conntrack.conf", undefined],
  ["/etc/modules-load.d/nf_conntrack.conf", undefined],
  ["/etc/mysysctl.d/local.conf", undefined],
  ["/etc/sysctl.d.bak/local.conf", undefined],
  ["/etc/sysctl.d/README", undefined],
  ["/etc/sysctl.d/README.sysctl.md", undefined],
  ["/etc/sysctl.d/local.conf.disabled", undefined],
  ["/etc/sysctl.d/local.bak", undefined],
  ["/etc/sysctl.d/addons/local.conf", undefined],
  ["/etc/sysctl.d/addons/local.conf.bak", undefined],
  ["/srv/x.sysctls", undefined],
  ["/srv/x_sysctl", undefined],
  ["/srv/x.sysctl/y", undefined],
  ["/srv/sysctl.py", undefined],
  [".conf", undefined],
];

describe("file names", () => {
  test("enough of them, none twice", () => {
    expect(new Set(CASES.map(([path]) => path)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(60);
  });

  test.each(CASES)("%j is %s", (path, kind) => {
    expect(sysctlFileKind(path)).toBe(kind);
  });

  test("VS Code is given the same names", () => {
    const language = contributedLanguage();
    const wrong = CASES.filter(([path, kind]) => claims(language, path) !== (kind !== undefined)).map(([path]) => path);
    expect(wrong).toEqual([]);
  });

  test("no extension is claimed whole: .conf belongs to everybody", () => {
    expect(contributedLanguage().extensions ?? []).toEqual([]);
  });
});

function contributedLanguage(): LanguageContribution {
  const manifest = JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8")) as Manifest;
  const language = manifest.contributes?.languages?.find(({ id }) => id === "sysctl");
  if (!language) throw new Error("package.json contributes no language with the id sysctl");
  return language;
}

/** VS Code's rule: names and patterns in lower case; a pattern with a slash is held against the path, others against the name. */
function claims(language: LanguageContribution, path: string): boolean {
  const whole = path.toLowerCase();
  const name = whole.split(/[/\\]/).at(-1) ?? "";
  if (language.filenames?.some((filename) => filename.toLowerCase() === name)) return true;
  return (language.filenamePatterns ?? []).some((pattern) =>
    globToRegExp(pattern.toLowerCase()).test(pattern.includes("/") ? whole : name),
  );
}

/** As much of VS Code's globs as the patterns use: `**` before a slash, `*`, and one level of braces. Anything else is refused. */
function globToRegExp(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*|\{[^{}]*\}|[^*{}]/g, (part) => {
    if (part === "**/") return "(?:[/\\\\]|[^/\\\\]+[/\\\\])*";
    if (part === "*") return "[^/\\\\]*";
    if (part === "/") return "[/\\\\]";
    if (part.startsWith("{")) return `(?:${part.slice(1, -1).split(",").map(literal).join("|")})`;
    return literal(part);
  });
  return new RegExp(`^${source}$`);
}

function literal(text: string): string {
  if (!/^[\w.~-]+$/.test(text)) throw new Error(`The patterns hold ${JSON.stringify(text)}, which this test cannot read yet.`);
  return text.replaceAll(".", "\\.");
}
