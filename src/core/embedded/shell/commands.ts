// Words and redirections to commands: what is run with which input and where its output goes. Groups in brackets hand the
// output of their commands to the redirection behind them.
import type { Source } from "../source.ts";
import { type HereDocument, type Redirection, type ShellWord, shellTokens, type Token } from "./lexer.ts";

export interface Command {
  readonly words: readonly ShellWord[];
  readonly redirections: readonly Redirection[];
  /** It reads what the command before it writes. */
  readonly piped: boolean;
  /** The next one reads what it writes. */
  readonly pipes: boolean;
}

export type Step =
  | ({ readonly kind: "command" } & Command)
  /** A bracket opens; what is written up to its end goes where the end says. */
  | { readonly kind: "open" }
  | { readonly kind: "close"; readonly redirections: readonly Redirection[]; readonly pipes: boolean };

const KEYWORDS: ReadonlySet<string> = new Set(["if", "then", "elif", "else", "while", "until", "do", "!", "time", "fi", "esac"]);
const CLOSERS: ReadonlySet<string> = new Set(["}", "done"]);

export function shellSteps(source: Source): Iterable<Step> {
  return new Grouper(shellTokens(source)).run();
}

class Grouper {
  private readonly tokens: Iterable<Token>;
  private steps: Step[] = [];
  private words: ShellWord[] = [];
  private redirections: Redirection[] = [];
  private piped = false;
  private closing = false;

  constructor(tokens: Iterable<Token>) {
    this.tokens = tokens;
  }

  *run(): Generator<Step> {
    for (const token of this.tokens) {
      if (this.steps.length > 0) {
        yield* this.steps;
        this.steps = [];
      }
      if (token.kind === "word") this.word(token.word);
      else if (token.kind === "redirection") this.redirections.push(token.redirection);
      else this.operator(token.text);
    }
    this.finish(false);
    yield* this.steps;
  }

  private word(word: ShellWord): void {
    const { text } = word.source;
    if (this.words.length === 0 && !word.quoted) {
      if (CLOSERS.has(text) && !this.closing) {
        this.finish(false);
        this.closing = true;
        return;
      }
      if (text === "{") {
        this.steps.push({ kind: "open" });
        return;
      }
      if (KEYWORDS.has(text)) {
        if (text === "do") this.steps.push({ kind: "open" });
        return;
      }
    }
    if (!this.closing) this.words.push(word);
  }

  private operator(text: string): void {
    const pipes = text === "|" || text === "|&";
    if (text === "(") {
      this.finish(false);
      this.steps.push({ kind: "open" });
    } else if (text === ")") {
      this.finish(false);
      this.closing = true;
    } else this.finish(pipes);
  }

  private finish(pipes: boolean): void {
    if (this.closing) this.steps.push({ kind: "close", redirections: this.redirections, pipes });
    else if (this.words.length > 0 || this.redirections.length > 0)
      this.steps.push({ kind: "command", words: this.words, redirections: this.redirections, piped: this.piped, pipes });
    this.closing = false;
    this.piped = pipes;
    this.words = [];
    this.redirections = [];
  }
}

/** The text that a command reads, where the script holds it. */
export function inputOf(redirections: readonly Redirection[]): HereDocument | undefined {
  const last = redirections.findLast(({ operator, descriptor }) => descriptor === 0 && operator.startsWith("<"));
  if (last?.operator === "<<") return last.body;
  if (last?.operator === "<<<") return { source: last.word.source, literal: last.word.computed.length === 0 };
  return undefined;
}

/** Where a command's standard output goes; undefined where it stays. */
export function outputOf(redirections: readonly Redirection[]): ShellWord | undefined {
  return redirections.findLast(({ operator, descriptor }) => descriptor === 1 && operator.startsWith(">"))?.word;
}
