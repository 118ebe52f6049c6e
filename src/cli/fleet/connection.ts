// Where the store is and who asks it: an address from the command line, everything secret from files or the environment.
import { readFileText } from "../../linux/index.ts";
import type { Input, OptionSpec } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { quoted, visible } from "../visible.ts";
import { Secrets } from "./secrets.ts";
import { checkTls, type TlsFiles } from "./tls-files.ts";

export interface Connection {
  /** Without a slash at the end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsFiles;
  /** Milliseconds that an answer may take. */
  readonly timeout: number;
  readonly secrets: Secrets;
}

/** Characters of a header's value below which it is no secret: hiding each 1 would hide what is said. */
const LEAST_SECRET = 4;

/** Instead of the files of --bearer-file, --basic-file and --header-file. */
const ENVIRONMENT = {
  "bearer-file": "CONNTRACK_PROMETHEUS_TOKEN",
  "basic-file": "CONNTRACK_PROMETHEUS_BASIC",
  "header-file": "CONNTRACK_PROMETHEUS_HEADERS",
} as const;

export const CONNECTION_OPTIONS: readonly OptionSpec[] = [
  { name: "tenant", value: "ID", help: "tenant, such as for Mimir: header X-Scope-OrgID" },
  { name: "bearer-file", value: "FILE", help: `file with a bearer token (or ${ENVIRONMENT["bearer-file"]})` },
  { name: "basic-file", value: "FILE", help: `file with user:password (or ${ENVIRONMENT["basic-file"]})` },
  { name: "header-file", value: "FILE", help: `file with headers, one per line, such as Name: value (or ${ENVIRONMENT["header-file"]})` },
  { name: "ca", value: "FILE", help: "certificates to trust, PEM (default: those of Node.js)" },
  { name: "cert", value: "FILE", help: "client certificate, PEM" },
  { name: "key", value: "FILE", help: "key of the client certificate, PEM" },
  { name: "timeout", value: "TIME", help: "maximum time for one answer (default 2m)" },
  { name: "parallel", value: "N", help: "number of parallel queries, 1 to 8 (default 2)" },
];

/** `timeout` in seconds. Throws UsageError; no message has a secret in it. */
export function readConnection(address: string, input: Input, timeout: number): Connection {
  const secrets = new Secrets();
  const headers: Record<string, string> = {};
  for (const line of (secretOf(input, "header-file") ?? "").split("\n")) {
    if (line.trim() === "") continue;
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()];
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new UsageError("the headers contain a line that is not Name: value");
    headers[name] = checked(value, `the header ${name}`);
    if (value.length >= LEAST_SECRET) secrets.add(value);
  }
  const tenant = input.value("tenant");
  if (tenant !== undefined) headers["X-Scope-OrgID"] = checked(tenant, "--tenant");
  const bearer = secretOf(input, "bearer-file")?.trim();
  const basic = secretOf(input, "basic-file")?.replace(/\r?\n$/, "");
  if (bearer !== undefined && basic !== undefined) throw new UsageError("give either a bearer token or a password, not both");
  if (bearer !== undefined) {
    headers["Authorization"] = `Bearer ${checked(bearer, "the bearer token")}`;
    secrets.add(bearer);
  }
  if (basic !== undefined) {
    const colon = basic.indexOf(":");
    if (colon < 1) throw new UsageError("the file for basic authentication must contain user:password");
    headers["Authorization"] = `Basic ${Buffer.from(basic).toString("base64")}`;
    secrets.add(basic);
    secrets.add(basic.slice(colon + 1));
  }
  const [ca, cert, key] = [fileOf(input, "ca"), fileOf(input, "cert"), fileOf(input, "key")];
  if (key !== undefined) secrets.add(key);
  const tls = { ...(ca === undefined ? {} : { ca }), ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) };
  checkTls(tls);
  return { base: readAddress(address), headers, tls, timeout: timeout * 1000, secrets };
}

/** Throws UsageError without the address where it may hold a password. */
function readAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && (url.username !== "" || url.password !== ""))
    throw new UsageError(
      "--prometheus: the address contains a user or a password, which others can see in the process list; remove it and use --basic-file",
    );
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new UsageError(
      `--prometheus ${quoted(address.split("@").at(-1) ?? "")} is not an address such as https://prometheus.example:9090`,
    );
  if (url.search !== "" || url.hash !== "")
    throw new UsageError(
      "--prometheus: the address has a part after ? or #; give only the address of the store, and use --header-file for other parameters",
    );
  const parts = url.pathname.split("/").filter((part) => part !== "");
  // Who copies the address of a query means the store.
  const api = parts.findIndex((part, index) => part === "api" && parts[index + 1] === "v1");
  return [url.origin, ...parts.slice(0, api < 0 ? parts.length : api)].join("/");
}

function secretOf(input: Input, name: keyof typeof ENVIRONMENT): string | undefined {
  const fromFile = fileOf(input, name);
  if (fromFile !== undefined) return fromFile;
  const value = process.env[ENVIRONMENT[name]];
  return value === "" ? undefined : value;
}

function fileOf(input: Input, name: string): string | undefined {
  const path = input.value(name);
  if (path === undefined) return undefined;
  const read = readFileText(path);
  if ("problem" in read) throw new UsageError(`--${name} ${visible(path)}: ${visible(read.problem)}`);
  if (read.text.trim() === "") throw new UsageError(`--${name} ${visible(path)}: the file is empty`);
  return read.text;
}

/** What no header may hold is refused, not cut away. */
function checked(value: string, what: string): string {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw new UsageError(`${what} contains characters that are not allowed in an HTTP header`);
  return value;
}
