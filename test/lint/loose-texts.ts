// Literals with words that do not go through a door, each with the reason. An entry that allows nothing any more is reported.

interface Reason {
  readonly why: string;
}

/** All of a file. */
export const LOOSE_FILES: readonly (Reason & { readonly files: readonly string[] })[] = [
  {
    why: "the language of firewalls, which is matched and written",
    files: ["src/core/firewall/{nft,iptables,walk,write}/**", "src/core/diagnosis/causes/{dead-destination,keep-out,reflection}.ts"],
  },
  {
    why: "files that are written stay in English, as their readers are programs and other people",
    files: [
      "src/core/{plan,fleet}/exports/**",
      "src/core/fleet/drawings/*.ts",
      "src/core/plan/write-settings.ts",
      "src/core/diagnosis/module-file.ts",
    ],
  },
  { why: "the language of queries to a metrics store", files: ["src/core/fleet/questions.ts"] },
  { why: "words of shells and of YAML, which are matched", files: ["src/core/embedded/{shell,yaml}/*.ts"] },
  { why: "text as a kernel or a person writes it, to try things with", files: ["src/editor/samples.ts"] },
  { why: "what is printed to those who build the site", files: ["src/package/site/main.ts"] },
  { why: "units as they are also typed and read back", files: ["src/core/units/units.ts"] },
];

/** Of a property with this name, in any file. */
export const LOOSE_PROPERTIES: readonly (Reason & { readonly names: readonly string[] })[] = [
  { why: "citations name files, commits, documents and measurements as they are called", names: ["source", "sources", "how"] },
  { why: "files that are judged, as people write them", names: ["bad", "good"] },
  { why: "names of styles", names: ["class"] },
];

/** Texts that begin so, in any file. */
export const LOOSE_STARTS: readonly (Reason & { readonly starts: readonly string[] })[] = [
  { why: "the name of the product behind a whole text", starts: ["… - Conntrack Planner"] },
  { why: "the frame of a page, with whole texts in it", starts: ["<!DOCTYPE html>"] },
  {
    why: "commands to copy, with their parts",
    starts: [
      "sudo ",
      "nsenter ",
      "ip netns exec ",
      "vzctl exec ",
      "nft list ",
      "uname -a; ",
      "cat /proc/",
      "conntrack-planner check ",
      "options … ",
      "…; sleep 10; …",
    ],
  },
];

/** One text, in any file. */
export const LOOSE_TEXTS: readonly (Reason & { readonly texts: readonly string[] })[] = [
  {
    why: "names of kinds in the code",
    texts: [
      "not read",
      "command line",
      "no protocol",
      "no addresses",
      "no reply",
      "too many kinds",
      "too long",
      "an incomplete entry",
      "type information",
      "largest default",
      "other system",
      "built in",
      "no such file",
      "container …",
      "process …",
    ],
  },
  {
    why: "parts of what kernels, programs and files write",
    texts: [" table full", " kernel", " net:[", " port", "options ", "Message"],
  },
  {
    why: "styles, elements and colours of a page",
    texts: [" open", ' class="…"', "number chosen", "600 …px …", "th, td"],
  },
  { why: "the name of the table before a whole text", texts: ["$(pulse) conntrack …"] },
  {
    why: "only in the output channel, which those read who mend the program",
    texts: ["…: … ms", "the folder"],
  },
  {
    why: "a citation",
    texts: ["commit 2671fa4dc010, read in nf_conntrack_standalone.c of 5.4.124 and 6.18.2; not in 4.19.72; measured on 6.18.44"],
  },
  {
    why: "proper names",
    texts: [
      "Alpine",
      "Geneve",
      "Quake",
      "Zstandard",
      "Conntrack",
      "Conntrack Planner",
      "Linux …",
      "Linux …, …",
      "netns …",
      "netfilter core",
      "procps sysctl",
      "Talos",
      "Flatcar",
      "Amazon Linux 2023",
      "Amazon Linux 2",
    ],
  },
];
