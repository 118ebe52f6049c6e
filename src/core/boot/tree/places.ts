// Where settings of connection tracking come from on a Linux host: folders and files by name. Knows no content.

/** The cascade in which a file of one folder hides files of the same name in those after it. */
function cascade(name: string): readonly string[] {
  return ["/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib"].map((parent) => `${parent}/${name}`);
}

/** systemd-sysctl 252 (conf-files.c, def.h of a split-usr build, as Debian's) and procps 4.0.2 (PreloadSystem) agree. */
export const SYSCTL_FOLDERS = cascade("sysctl.d");

/** kmod 30 reads /lib/modprobe.d; since 31 /usr/lib/modprobe.d too. */
export const MODPROBE_FOLDERS = cascade("modprobe.d");

/** systemd-modules-load 252 (modules-load.c). */
export const MODULES_LOAD_FOLDERS = cascade("modules-load.d");

/** A file of ours that loads the module in time. */
export const MODULE_FILE = "/etc/modules-load.d/nf_conntrack.conf";

/** kmodloader of OpenWrt, which runs before its sysctl script. */
export const OPENWRT_MODULE_FOLDERS: readonly string[] = ["/etc/modules-boot.d", "/etc/modules.d"];

/** A folder for each kernel that is installed, with a list of what is built into it. */
export const KERNEL_FOLDERS: readonly string[] = ["/usr/lib/modules", "/lib/modules"];
export const BUILTIN_LIST = "modules.builtin";

export const SYSCTL_CONF = "/etc/sysctl.conf";

/** What systemd-sysctl is handed as credential sysctl.extra, by falling priority (systemd-sysctl.service, LoadCredential=). */
export const CREDENTIALS: readonly string[] = [
  "/run/credentials/systemd-sysctl.service/sysctl.extra",
  "/run/credentials/@system/sysctl.extra",
  "/etc/credstore/sysctl.extra",
  "/run/credstore/sysctl.extra",
  "/usr/local/lib/credstore/sysctl.extra",
  "/usr/lib/credstore/sysctl.extra",
];

/** Lists of modules that are loaded before sysctl settings are applied, one name a line. */
export const ETC_MODULES = "/etc/modules";
export const INITRAMFS_MODULES = "/etc/initramfs-tools/modules";

/** Where the kernel command line is, or is made from. The first that is there counts as the line that booted. */
export const COMMAND_LINES: readonly string[] = ["/proc/cmdline", "/etc/kernel/cmdline", "/usr/lib/kernel/cmdline", "/etc/default/grub"];

export const UFW_SYSCTL = "/etc/ufw/sysctl.conf";
export const UFW_CONF = "/etc/ufw/ufw.conf";
/** Names of the profiles that TuneD applies, and where it looks for one. */
export const TUNED_PROFILE = "/etc/tuned/active_profile";
export const TUNED_FOLDERS: readonly string[] = ["/etc/tuned", "/etc/tuned/profiles", "/usr/lib/tuned", "/usr/lib/tuned/profiles"];
export const CLOUD_CONFIG_FOLDER = "/etc/cloud/cloud.cfg.d";
export const DRACUT_FOLDERS: readonly string[] = ["/etc/dracut.conf.d", "/usr/lib/dracut/dracut.conf.d"];
/** Where kubeadm, distributions and managed clusters leave the configuration of kube-proxy. */
export const KUBE_PROXY_FOLDERS: readonly string[] = [
  "/var/lib/kube-proxy",
  "/etc/kubernetes",
  "/etc/kubernetes/manifests",
  "/etc/rancher/k3s",
  "/etc/rancher/rke2",
];

/** Arguments of kube-proxy: units, and the file that MicroK8s reads. */
export const KUBE_PROXY_FILES: readonly string[] = [
  ...["kube-proxy", "k3s", "k3s-agent", "rke2-server", "rke2-agent"].map((unit) => `/etc/systemd/system/${unit}.service`),
  "/var/snap/microk8s/current/args/kube-proxy",
];

/** Rules of udev (udev(7)). */
export const UDEV_FOLDERS = cascade("udev/rules.d");

/** Traces of the system itself: they tell which program applies the files. */
export const TRACES = {
  systemd: ["/usr/lib/systemd/systemd-sysctl", "/lib/systemd/systemd-sysctl"],
  openwrt: ["/etc/openwrt_release"],
  alpine: ["/etc/alpine-release"],
  procps: ["/etc/init.d/procps"],
  system: ["/etc/os-release", "/usr/lib/os-release"],
} as const;

export const FOLDERS: readonly string[] = [
  ...SYSCTL_FOLDERS,
  ...MODPROBE_FOLDERS,
  ...MODULES_LOAD_FOLDERS,
  ...OPENWRT_MODULE_FOLDERS,
  CLOUD_CONFIG_FOLDER,
  ...DRACUT_FOLDERS,
  ...KUBE_PROXY_FOLDERS,
  ...UDEV_FOLDERS,
];

export const SINGLE_FILES: readonly string[] = [
  SYSCTL_CONF,
  ...CREDENTIALS,
  ETC_MODULES,
  INITRAMFS_MODULES,
  ...COMMAND_LINES,
  UFW_SYSCTL,
  UFW_CONF,
  TUNED_PROFILE,
  ...KUBE_PROXY_FILES,
  ...Object.values(TRACES).flat(),
];

/** Whether a file holds settings in the language of sysctl.conf, whoever reads it. */
export function isSysctlFile(path: string): boolean {
  return path.includes("/sysctl.d/") || path.endsWith("/sysctl.conf") || path.endsWith("/sysctl.extra");
}

/** Whether a path of a Linux system is one that sysctl settings are read from. */
export function isSystemFile(path: string): boolean {
  return (
    path === SYSCTL_CONF ||
    SYSCTL_FOLDERS.some((folder) => path.startsWith(`${folder}/`) && /^[^/]+\.conf$/.test(path.slice(folder.length + 1)))
  );
}

/** Whether an entry of one of the folders is worth reading: a program may read it, or somebody meant one to. */
export function isCandidate(folder: string, name: string): boolean {
  if (KUBE_PROXY_FOLDERS.includes(folder)) return /\.(?:ya?ml|conf|config|json)$/.test(name);
  if (UDEV_FOLDERS.includes(folder)) return name.endsWith(".rules");
  if (OPENWRT_MODULE_FOLDERS.includes(folder)) return !name.startsWith(".");
  if (folder === CLOUD_CONFIG_FOLDER) return name.endsWith(".cfg");
  return name.endsWith(".conf") || isMeant(folder, name);
}

/** A file of sysctl.d, modprobe.d or modules-load.d without `.conf`: read by nobody, and no backup or README either. */
function isMeant(folder: string, name: string): boolean {
  return /\/(?:sysctl|modprobe|modules-load)\.d$/.test(folder) && /^[0-9a-z][\w-]*$/.test(name) && !/^readme$/i.test(name);
}
