// Documents nobody would write and documents people do write, by chance and by mutation.
import fc from "fast-check";
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import { LEGACY_KEYS } from "../../src/core/kernel/legacy.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { dotted } from "../../src/core/sysctl/key-path.ts";

const names = [
  ...allKeys().map((fact) => fact.path),
  ...LEGACY_KEYS.map((legacy) => legacy.path),
  "net/netfilter/nf_conntrack_hashsize",
  "kernel/panic",
];

const key = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...names)
      .chain((path) => fc.constantFrom(dotted(path), path, `/${path}`, dotted(path).replace("nf_", "ip_"))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "net.netfilter.nf_contrack_max",
      "net.ipv4.nf_conntrack_max",
      "net.netfilter.nf_conntrack_*_timeout",
      "{{ key }}",
      '"net.a"',
      "sysctl -w net.core.x",
      "",
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

const value = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }).map(String) },
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 700000 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "1h",
      "64k",
      '"600"',
      "010",
      "08",
      "0x40",
      "5#c",
      "3600 # one hour",
      "yes",
      "",
      "1 2",
      "+5",
      "@@X@@",
      "<%= x %>",
      "1,000",
      "0x",
      "-",
      "é",
      "\0",
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);

const setting = fc
  .tuple(
    fc.constantFrom("", "", "", "-", "- ", " ", "\t"),
    key,
    fc.constantFrom("=", " = ", "  =\t", " =", "= ", " ", ":", "=="),
    value,
    fc.constantFrom("", "", " ", "\t", "\v"),
  )
  .map((parts) => parts.join(""));

const comment = fc.oneof(
  fc.string({ maxLength: 20 }).map((text) => `# ${text}`),
  fc.constantFrom(
    "#",
    ";",
    "  # indented",
    "# conntrack-target: kernel=5.10 memory=8G",
    "# conntrack-target: kernel=x hz=0 foo",
    "#conntrack-target kernel=4.4, arch=i386",
  ),
  fc.constantFrom(...RULES.map((rule) => rule.id)).map((id) => `# conntrack-disable-next-line ${id}`),
  fc.constantFrom(...RULES.map((rule) => rule.id)).map((id) => `# conntrack-disable-file ${id} nonsense`),
);

const line = fc.oneof(
  { weight: 6, arbitrary: setting },
  { weight: 2, arbitrary: comment },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "\t") },
  { weight: 1, arbitrary: fc.string() },
);

/** Like a file somebody wrote, with every kind of line ending and of slip. */
const written = fc
  .tuple(
    fc.constantFrom("", "", "", "\ufeff"),
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\r\n", "\r")), { maxLength: 12 }),
    fc.option(line, { nil: "" }),
  )
  .map(([mark, lines, last]) => mark + lines.flat().join("") + last);

/** The same with characters taken out, put in or swapped anywhere. */
const mutated = fc
  .tuple(
    written,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.oneof(fc.constant(""), fc.string({ maxLength: 3, unit: "binary" }), fc.constantFrom("=", "\n", "\0", "-", "#", ".", "/")),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((result, [at, length, insert]) => {
      const from = result.length === 0 ? 0 : at % (result.length + 1);
      return result.slice(0, from) + insert + result.slice(from + length);
    }, text),
  );

/** Any text at all, lone surrogates included. */
const anything = fc.string({ unit: "binary", maxLength: 200 });

export const documents = fc.oneof({ weight: 3, arbitrary: written }, { weight: 5, arbitrary: mutated }, { weight: 1, arbitrary: anything });
