// What a firewall page is made of: texts with rules, and what they are called.

/** One text of a page. */
export interface FirewallText {
  readonly name: string;
  readonly text: string;
  /** Of the document that it is all of, or a part of; null where no document shows it. */
  readonly uri: string | null;
  /** All of it: then rules can be written into it. */
  readonly whole: boolean;
}

export interface FirewallSource {
  /** What was read, for people. */
  readonly name: string;
  readonly texts: readonly FirewallText[];
}
