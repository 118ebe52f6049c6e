// Settings as a task of Ansible, for the module ansible.posix.sysctl.
import { dotted } from "../../sysctl/key-path.ts";
import type { Setting } from "../model/settings.ts";

/** Empty where there is nothing to set. */
export function ansibleTask(settings: readonly Setting[]): string {
  if (settings.length === 0) return "";
  return [
    "- name: Size the connection tracking table",
    "  ansible.posix.sysctl:",
    '    name: "{{ item.name }}"',
    '    value: "{{ item.value }}"',
    "    sysctl_file: /etc/sysctl.d/90-conntrack.conf",
    "    state: present",
    "    reload: true",
    "  loop:",
    ...settings.map(({ path, value }) => `    - { name: ${dotted(path)}, value: "${value}" }`),
    "",
  ].join("\n");
}
