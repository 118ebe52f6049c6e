// Phrases that read as odd English, or that say with a second word what has one already (docs/glossary.md); each with what to
// write instead.

export interface OddPhrase {
  readonly pattern: RegExp;
  /** Plain wording, for whoever meets the finding. */
  readonly better: string;
}

export const ODD_PHRASES: readonly OddPhrase[] = [
  {
    pattern:
      /(?<!\bthere )\b(?:is|are|was) no (?!longer\b|more\b|less\b|(?:larger|smaller|later|newer|older|better|worse|higher|lower)\b)/i,
    better: "is not a …",
  },
  { pattern: /\b(?:line|one|text|value) counts\b|\b(?:that|which|it) counts(?=$|[.,;:)])/i, better: "takes effect" },
  { pattern: /\bcounts (?:again|meanwhile)\b/i, better: "is counted separately / is still counted" },
  { pattern: /\bcomes? (?:out )?to (?!the kernel|conntrack)/i, better: "is / results in / amounts to" },
  { pattern: /\b(?:come|comes|came) of (?:it|them|this|that)\b/i, better: "Result:" },
  { pattern: /\bof what (?:comes|is|was|it|they)\b/i, better: "name the thing" },
  { pattern: /\bfor want of\b/i, better: "because there is no … left" },
  { pattern: /\bthere it ends\b/i, better: "overridden by" },
  { pattern: /\bwhat (?:is|was) (?:not known|unknown)\b|\bwhere (?:it|you do) (?:is )?not know/i, better: "ask the question / if unknown" },
  { pattern: /\band (?:its |their )?kin\b/i, better: "and its derivatives" },
  { pattern: /\bslips? of the keyboard\b/i, better: "typing error" },
  { pattern: /\bcomments that (?:steer|speak)\b/i, better: "control comments" },
  { pattern: /\bgone (?:since|from|in)\b|\bis gone\b/i, better: "removed in" },
  { pattern: /\bnot seen from \S+ on\b/i, better: "removed between … and …" },
  { pattern: /\b(?:held back|holds back) (?:by the kernel|messages)|\bmessages were held back\b/i, better: "rate-limited" },
  { pattern: /\bthrown (?:out|away)\b/i, better: "evicted (entries), dropped (packets)" },
  { pattern: /\b(?:entries|that) (?:that )?are there\b/i, better: "existing entries" },
  { pattern: /\b(?:flows|connections) get in\b/i, better: "connections are accepted" },
  { pattern: /\bis not understood\b/i, better: "Enter a …, such as …" },
  { pattern: /\bis the wrong place\b/i, better: "is in the wrong directory" },
  { pattern: /\bundo takes it back\b/i, better: "Undo to revert" },
  { pattern: /\bwithout a word\b/i, better: "without a message" },
  { pattern: /\b(?:has|have) the last word\b/i, better: "overrides the others" },
  { pattern: /\bin order of weight\b/i, better: "highest priority first" },
  { pattern: /\boutlasts? a (?:restart|reboot)\b|\buntil the next (?:restart|reboot)\b/i, better: "lost at reboot" },
  { pattern: /\b(?:is|are) the most (?:that|every)\b|\bthe most (?:entries|that)\b/i, better: "at most / maximum" },
  { pattern: /\bthe least (?:that|of)\b/i, better: "at least / minimum" },
  { pattern: /\bgrows with (?:its|the) square\b/i, better: "is quadratic" },
  { pattern: /\bthere in \d/i, better: "present in" },
  { pattern: /\bnone (?:of ASCII|to the kernel)\b/i, better: "non-ASCII / not a number the kernel accepts" },
  { pattern: /\bcall the calculator\b/i, better: "open the calculator" },
  { pattern: /\bthe rule (?:speaks|is silent)\b/i, better: "the rule reports / reports nothing" },
  { pattern: /\b(?:takes? up connections|connections in progress are taken up)\b/i, better: "tracks connections" },
  { pattern: /\bhas its value already\b|\bhave their values? already\b/i, better: "already set" },
  { pattern: /\blookup costs\b/i, better: "lookups are … times slower than ideal" },
  { pattern: /\bunless told otherwise\b/i, better: "by default" },
  { pattern: /\bbeyond reach\b/i, better: "never reached" },
  { pattern: /\bby luck\b/i, better: "by accident" },
  { pattern: /\bno number to\b/i, better: "not a number the kernel accepts" },
  { pattern: /\bpays for\b/i, better: "is enough for" },
  { pattern: /\bwhere the text is from\b/i, better: "Which machine is this from?" },
];
