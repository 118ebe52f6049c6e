// What YAML and JSON set, by the shapes that Ansible, Salt, Kubernetes, Compose, Talos, Butane and cloud-init have.
import { describe, expect, test } from "vitest";
import { listed } from "./read.ts";

const MAX = "net.netfilter.nf_conntrack_max";
const ACCT = "net.netfilter.nf_conntrack_acct";

describe("YAML", () => {
  test.each([
    [
      "a task of Ansible",
      `- name: ${MAX}=1\n  ansible.posix.sysctl:\n    name: ${MAX}\n    value: "1"\n    state: present\n`,
      ["max=1 file machine"],
    ],
    ["a task in one line", `- sysctl: name=${MAX} value=12 state=present\n`, ["max=12 file machine"]],
    ["a task that takes it away", `- sysctl: { name: ${MAX}, state: absent, value: 0 }\n`, []],
    [
      "a loop",
      `- sysctl: { name: "{{ item.name }}", value: "{{ item.value }}" }\n  loop:\n    - { name: ${MAX}, value: 3 }\n`,
      ["max=3 other unknown"],
    ],
    [
      "a map of variables",
      `sysctl_settings:\n  ${MAX}: 4 # many\n  ${ACCT}: "{{ acct }}"\n`,
      ["max=4 other unknown", "acct={{ acct }} other unknown computed"],
    ],
    [
      "a line in a file",
      `- lineinfile:\n    path: /etc/sysctl.conf\n    regexp: "^${MAX}"\n    line: ${MAX} = 5\n`,
      ["max=5 file machine"],
    ],
    ["a file", `- copy:\n    dest: /etc/sysctl.d/x.conf\n    content: |\n      # more\n      ${MAX} = 5\n`, ["max=5 file machine"]],
    [
      "an option of a module",
      `- modprobe:\n    name: nf_conntrack\n    params: hashsize=64\n`,
      ["nf_conntrack.hashsize=64 module unknown"],
    ],
    ["a command", `- command: sysctl -w ${MAX}=5\n`, ["max=5 sysctl machine"]],
    ["a state of Salt", `${MAX}:\n  sysctl.present:\n    - value: 6\n`, ["max=6 file machine"]],
    ["a state of Salt with a name", `big table:\n  sysctl.present:\n    - name: ${MAX}\n    - value: 6\n`, ["max=6 file machine"]],
    [
      "a pod",
      `spec:\n  securityContext:\n    sysctls:\n      - name: ${ACCT}\n        value: "1"\n  containers: []\n`,
      ["acct=1 container container"],
    ],
    [
      "a container's command",
      `spec:\n  containers:\n    - command: [sh, -c]\n      args: ["sysctl -w ${MAX}=7"]\n`,
      ["max=7 sysctl container"],
    ],
    [
      "a container in the node's network",
      `spec:\n  hostNetwork: true\n  containers:\n    - command: ["sysctl", "-w", "${MAX}=7"]\n`,
      ["max=7 sysctl machine"],
    ],
    ["Compose, a list", `services:\n  a:\n    sysctls:\n      - ${ACCT}=1\n`, ["acct=1 container container"]],
    ["Compose, a map", `services:\n  a:\n    sysctls:\n      ${ACCT}: 1\n`, ["acct=1 container container"]],
    ["Talos", `machine:\n  sysctls:\n    ${MAX}: "8"\n`, ["max=8 other machine"]],
    [
      "a unit of CoreOS",
      `#cloud-config\ncoreos:\n  units:\n    - name: x.service\n      content: |\n        [Service]\n        ExecStart=/bin/sh -c "sysctl -w ${MAX}=5"\n`,
      ["max=5 sysctl machine"],
    ],
    [
      "what is added to a unit",
      `dropins:\n  - name: 9.conf\n    contents: |\n      [Service]\n      ExecStartPre=sysctl -w ${MAX}=5\n`,
      ["max=5 sysctl machine"],
    ],
    [
      "values of a chart for kube-proxy",
      `conf:\n  mode: x\n  conntrack:\n    maxPerCore: 9\n    min: null\n`,
      ["max=9 kube-proxy machine"],
    ],
    ["kOps", `spec:\n  kubeProxy:\n    conntrackMaxPerCore: 9\n`, ["max=9 kube-proxy machine"]],
    ["other things that have a least", `conntrack:\n  min: 3\n  enabled: true\n`, []],
    [
      "a tag over several lines in quotes",
      `all: "{{ a +\n         b | default([]) }}"\nnet.netfilter.nf_conntrack_max: 3\n`,
      ["max=3 other unknown"],
    ],
    [
      "Butane",
      `storage:\n  files:\n    - path: /etc/sysctl.d/x.conf\n      contents:\n        inline: |\n          ${MAX}=9\n`,
      ["max=9 file machine"],
    ],
    [
      "cloud-init",
      `#cloud-config\nwrite_files:\n- path: /etc/modprobe.d/x.conf\n  content: options nf_conntrack hashsize=9\nruncmd:\n- [sysctl, -w, ${MAX}=9]\n`,
      ["nf_conntrack.hashsize=9 module machine", "max=9 sysctl machine"],
    ],
    ["a workflow", `jobs:\n  a:\n    steps:\n      - run: |\n          sudo sysctl -w ${MAX}=9\n`, ["max=9 sysctl machine"]],
    [
      "kube-proxy, in flow style and with comments",
      `kind: KubeProxyConfiguration # v1\nconntrack: {maxPerCore: 10, min: null, # none\n  tcpEstablishedTimeout: 1h}\n`,
      ["max=10 kube-proxy machine", "tcp_timeout_established=1h kube-proxy machine"],
    ],
    [
      "kube-proxy, with tags of templates at the left edge of its text",
      "data:\n  config.conf: |-\n{{- if .Values.new }} \n    apiVersion: v1\n{{- end }}\n    kind: KubeProxyConfiguration\n    mode: {{ .Values.mode }}\n    conntrack:\n      maxPerCore: 10\n",
      ["max=10 kube-proxy machine"],
    ],
    [
      "a map in a text",
      `options:\n  sysctl:\n    default: |\n      { net.core.somaxconn : 1,\n        ${MAX} : 9 }\n`,
      ["max=9 other unknown"],
    ],
    ["a command of Salt", `x:\n  cmd.run:\n    - name: 'echo 5 > /proc/sys/net/netfilter/nf_conntrack_max'\n`, ["max=5 proc machine"]],
    ["a title that says what its task does", `- name: sysctl -w ${MAX}=1\n  command: sysctl -w ${MAX}=1\n`, ["max=1 sysctl machine"]],
    ["a text of settings", `data:\n  99-x.conf: |\n    ${MAX} = 11\n`, ["max=11 file unknown"]],
    [
      "tags of templates",
      `a:\n{% if x %}\n  ${MAX}: {{ y }}\n{% endif %}\n  ${ACCT}: 1\n`,
      ["max={{ y }} other unknown computed", "acct=1 other unknown"],
    ],
    ["what does not parse", `a: [\n  ${MAX}: 12\n- sysctl -w ${ACCT}=1\n`, ["max=12 other unknown", "acct=1 sysctl machine"]],
    ["prose", `description: run sysctl -w ${MAX}=1\nname: ${MAX}\n`, []],
  ])("%s", (_, text, expected) => {
    expect(listed("yaml", text)).toEqual(expected);
  });
});

test("JSON, with comments and tabs", () => {
  expect(listed("json", `{\n\t// as many\n\t"sysctls": { "${MAX}": "13" },\n\t"runArgs": ["--sysctl", "${ACCT}=1"]\n}\n`)).toEqual([
    "max=13 other unknown",
    "acct=1 other unknown",
  ]);
});

test("a long text, of which only one entry is ours", () => {
  const other = `base: &base\n${Array.from({ length: 1500 }, (_, i) => `  - name: task ${i}\n`).join("")}`;
  const own = `kind: x\nsysctl:\n  <<: *base\n  ${MAX}: 5\n`;
  expect(listed("yaml", `${other}${own}---\n${other}`)).toEqual(["max=5 file machine"]);
});

// How the parser tells of mistakes is not in its types (yaml/tree.ts): where a version of it does so in another way, every
// mistake ends the parse, and these texts are only scanned.
describe("mistakes that the parser understands all the same", () => {
  const task = `- sysctl:\n    name: ${MAX}\n    value: 5\n`;

  test.each([
    ["a text with two anchors", `${task}- a: &x &y 1\n`],
    ["a tab as indentation", `${task}- a:\n  \tb: 1\n`],
    ["a tag that nobody knows", `${task}- a: !foo [1]\n`],
    ["a directive that nobody knows", `%FOO x\n---\n${task}`],
  ])("%s is parsed", (_, text) => expect(listed("yaml", text)).toEqual(["max=5 file machine"]));

  test("any other ends it, and what lines alone say is not enough", () => expect(listed("yaml", `${task}- a: ]\n`)).toEqual([]));
});
