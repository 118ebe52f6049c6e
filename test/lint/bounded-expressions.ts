// Regular expressions that take more than linear time, each with what bounds the text that it is given.

/** By source and flags, as `/source/flags`. */
export const BOUNDED: Readonly<Record<string, string>> = {
  [String.raw`/^[A-Za-z]\w*_(net[./][\w./]*conntrack_\w+)$/`]: "at most 120 characters",
  [String.raw`/^\ufeff?#![ \t]*(?:\/\S*\/)?(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:\/\S*\/)?(?:ba|da|a|k|z|busybox[ \t]+)?sh\b/`]:
    "the first 200 characters of a text",
  [String.raw`/!\[([^\]]*)\]\(([^)\s]+)\)\n*/g`]: "the README of the project",
  [String.raw`/(?<!!)\[([^\]]+)\]\((?!https:|#)([^)\s]+)\)/g`]: "the README of the project",
  [String.raw`/[/\\]src[/\\].*\.ts$/`]: "a path of the project",
  [String.raw`/^import \{([^}]*)\} from "(\.{1,2}\/[^"]*index\.ts)";/gm`]: "a source of the project",
  [String.raw`/^export \{([^}]*)\} from "(\.{1,2}\/[^"]*)";/gm`]: "a source of the project",
};
