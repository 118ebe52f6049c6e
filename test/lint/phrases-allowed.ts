// Texts that may stand in other texts, each with the reason. An entry that allows nothing any more is reported.

interface Reason {
  readonly why: string;
}

/** What one of these functions tells may stand anywhere. */
export const TELLERS_ALLOWED: readonly (Reason & { readonly tellers: readonly string[] })[] = [
  {
    why: "names of things: namespaces, processes, files with their lines, documents",
    tellers: ["namespaceName", "namespaceProcesses", "processName", "placeName", "placeOf", "nameOf"],
  },
  { why: "lists of names: ports, addresses, services, numbers", tellers: ["namesOf", "listed", "joined", "orList"] },
];

/** What stands in one of these texts. */
export const PHRASES_ALLOWED: readonly (Reason & { readonly texts: readonly string[] })[] = [
  {
    why: "whole sentences behind a colon",
    texts: [
      "Conntrack: {detail}",
      "Conntrack: {text}",
      "{name} is not a valid plan: {why}",
      "The table was not read: {error}",
      "Full: {when}",
    ],
  },
  {
    why: "values with their unit, or a list of things, alone behind a colon",
    texts: [
      "default: {value}",
      "On this host now: {now}. With this file applied: {after}.",
      "On this host now: {now}. This line does not change it",
      "From this host, not from the text: {values}",
      "From this host, not from the text: {values} (instead of the values in the text)",
    ],
  },
  {
    why: "lists of names",
    texts: [
      "Tracking is on for {families}: 1 rule turns it on.",
      "Tracking is on for {families}: {rules} rules turn it on.",
      "All traffic that {rules} rewrite needs tracking, on every port.",
      "{makefiles}: present in the {last} tree, not in {first}",
    ],
  },
  { why: "the title of a page in quotes", texts: ['{count} more lines; see all of them in "{page}".'] },
  {
    why: "ranges of numbers",
    texts: [
      "{text} is out of range; {kernel} accepts {range}",
      "{text} is out of range, and {kernel} may skip it without an error; it accepts {range}",
      "{text} may be rejected: some builds of {kernel} accept only {range}",
    ],
  },
];
