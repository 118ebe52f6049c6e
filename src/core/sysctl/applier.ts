// The programs that apply a sysctl.conf, by name. What they do is in boot/appliers.

export type Applier = "systemd" | "procps" | "busybox";

export const APPLIERS: readonly Applier[] = ["systemd", "procps", "busybox"];

/** Name of the program, for messages. */
export const APPLIER_NAMES: Readonly<Record<Applier, string>> = {
  systemd: "systemd-sysctl",
  procps: "procps sysctl",
  busybox: "BusyBox sysctl",
};
