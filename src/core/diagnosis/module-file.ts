// A file that loads nf_conntrack at boot, so that its keys exist before they are set.
export const MODULE_FILE = "/etc/modules-load.d/nf_conntrack.conf";

export const MODULE_FILE_TEXT = [
  `# Save as ${MODULE_FILE}: loads the module at boot, so that its keys exist`,
  "# when systemd-sysctl sets them. Not needed if nf_conntrack is built into the kernel.",
  "nf_conntrack",
  "",
].join("\n");
