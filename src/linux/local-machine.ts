// What the editor needs of the machine it runs on as soon as there is a document of ours: its files, and what it runs.
export { readInside } from "./read-inside.ts";
export { MACHINE_ROOT, rootPort } from "./root-port.ts";
export { runningHost } from "./running.ts";
