// A file that loads nf_conntrack at boot, so that its keys exist before they are set.
import { MODULE_FILE } from "../boot/tree/places.ts";

export const MODULE_FILE_TEXT = [
  `# Save as ${MODULE_FILE}: loads the module at boot, so that its keys exist`,
  "# when systemd-sysctl sets them. Not needed if nf_conntrack is built into the kernel.",
  "nf_conntrack",
  "",
].join("\n");
