// What turns tracking on beside rules, for packets that go through the host and for those to itself. Data only.

interface Tracked {
  readonly through: "yes" | "no";
  readonly host?: "yes" | "no";
}

export const EXPECTED: Readonly<Record<string, Tracked>> = {
  nothing: { through: "no", host: "no" },
  "a match on connection tracking": { through: "yes", host: "yes" },
};
