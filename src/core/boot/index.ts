// The door of a wing for the rooms outside of core: what a tree of files leaves in force.
export { ownLines } from "./appliers/own-lines.ts";
export type { HostConfiguration } from "./configuration.ts";
export { effective } from "./effective.ts";
export type { LineFate } from "./fates.ts";
export { fileToWrite } from "./file-to-write.ts";
export { collect, type LeftFile, leftFiles } from "./one-file.ts";
export type { KubeProxyReader } from "./other-programs/kube-proxy.ts";
export { kubeProxyConfigurations } from "./other-programs/other-settings.ts";
export { systemPort } from "./tree/etc-port.ts";
export { withOpenTexts } from "./tree/open-texts.ts";
export { MODULE_FILE, SYSCTL_FOLDERS } from "./tree/places.ts";
export type { EntryKind, LinkTarget, Listing, Reading, ReadProblem, TreePort } from "./tree/port.ts";
export { findRoots, pathInRoot, type Root } from "./tree/roots.ts";
export { type ReadOptions, readTree, type Tree, type TreeFile } from "./tree/tree.ts";
