// What turns tracking on beside rules, for packets that go through the host and for those to itself. Data only.

interface Tracked {
  readonly through: "yes" | "no";
  readonly host?: "yes" | "no";
}

export const EXPECTED: Readonly<Record<string, Tracked>> = {
  nothing: { through: "no", host: "no" },
  "a match on connection tracking": { through: "yes", host: "yes" },
  "a flowtable that no rule uses": { through: "no", host: "no" },
  "a flowtable and flow add": { through: "yes", host: "yes" },
  "the same, with the rule gone": { through: "no", host: "no" },
  "IPVS loaded, without a service": { through: "no", host: "no" },
  "an IPVS service without a server": { through: "no", host: "no" },
  "an IPVS service with a server, masqueraded": { through: "no", host: "no" },
  "the same with net.ipv4.vs.conntrack=1": { through: "no", host: "no" },
  "a bridge": { through: "no", host: "no" },
  "a rule of a bridge that matches on ct": { through: "yes", host: "yes" },
  "a rule of a bridge that matches on no ct": { through: "no", host: "no" },
  "a rule of inet that matches on ct, beside a bridge": { through: "no", host: "yes" },
  "an Open vSwitch datapath": { through: "no" },
  "Open vSwitch flows with ct()": { through: "yes" },
  "tc without act_ct": { through: "no" },
  "tc with act_ct": { through: "yes" },
};
