// Settings as a task of Ansible, for the module ansible.posix.sysctl.
import { dotted } from "../../sysctl/key-path.ts";
import type { Setting } from "../model/settings.ts";

export function ansibleTask(settings: readonly Setting[]): string {
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
