// What other hosts of settings hold: container files, units, HCL, Nix, TuneD, Puppet, Chef, Markdown.
import { expect, test } from "vitest";
import type { EmbeddedKind } from "../../../../src/core/embedded/document.ts";
import { listed } from "./read.ts";

const MAX = "net.netfilter.nf_conntrack_max";

test.each<readonly [EmbeddedKind, string, readonly string[]]>([
  [
    "dockerfile",
    `FROM x\nRUN apt-get update && \\\n  # a comment\n  echo "${MAX}=1" >> /etc/sysctl.conf && sysctl -w ${MAX}=2\n`,
    ["max=1 file unknown", "max=2 sysctl container"],
  ],
  [
    "dockerfile",
    `FROM x\nRUN <<EOF\nsysctl -w ${MAX}=2\nEOF\nCOPY <<EOF /etc/sysctl.d/x.conf\n${MAX} = 3\nEOF\nENV A=1\n`,
    ["max=2 sysctl container", "max=3 file unknown"],
  ],
  [
    "systemd",
    `[Service]\nExecStart=-/sbin/sysctl -w ${MAX}=1\nExecStartPost=/bin/sh -c 'echo 2 > \\\n  /sys/module/nf_conntrack/parameters/hashsize'\n`,
    ["max=1 sysctl machine", "nf_conntrack.hashsize=2 module machine"],
  ],
  [
    "hcl",
    `provisioner "shell" {\n  inline = [\n    "sudo sysctl -w ${MAX}=1", # now\n    "echo \\"${MAX}=1\\" | sudo tee /etc/sysctl.d/x.conf",\n  ]\n}\n`,
    ["max=1 sysctl machine", "max=1 file machine"],
  ],
  ["hcl", `user_data = <<-EOT\n  #cloud-config\n  runcmd:\n    - sysctl -w ${MAX}=2\n  EOT\n`, ["max=2 sysctl machine"]],
  [
    "hcl",
    `sysctl_config {\n  net_netfilter_nf_conntrack_max = 131072\n  net_netfilter_nf_conntrack_buckets = var.buckets\n}\n`,
    ["max=131072 other machine", "buckets=var.buckets other machine computed"],
  ],
  [
    "nix",
    `{ boot.kernel.sysctl = { "${MAX}" = lib.mkForce 1; "net.netfilter.nf_conntrack_acct" = true; };\n  # "${MAX}" = 2;\n  boot.kernel.sysctl."net.netfilter.nf_conntrack_buckets" = mkDefault "3"; }`,
    ["max=1 nixos machine", "acct=true nixos machine", "buckets=3 nixos machine"],
  ],
  [
    "nix",
    `{ boot.extraModprobeConfig = ''\n  options nf_conntrack hashsize=5\n'';\n  boot.kernel.sysctl."${MAX}" = 4 * x; }`,
    ["nf_conntrack.hashsize=5 module machine", "max=4 * x nixos machine computed"],
  ],
  [
    "tuned",
    `[main]\ninclude=x\n[sysctl]\n${MAX} = 1\nnet.netfilter.nf_conntrack_buckets = >= 1024\n`,
    ["max=1 tuned machine", "buckets=>= 1024 tuned machine computed"],
  ],
  [
    "puppet",
    `sysctl { '${MAX}': ensure => present, value => '1' }\n$x = { '${MAX}' => 2, }\nfile { '/x': content => "${MAX} = 3\\n" }\n`,
    ["max=1 other machine", "max=2 other machine", "max=3 file machine"],
  ],
  ["chef", `default['sysctl']['params']['net']['netfilter']['nf_conntrack_max'] = 1\n`, ["max=1 other machine"]],
  [
    "markdown",
    `Set ${MAX}=1.\n\n\`\`\`console\n$ sudo sysctl -w ${MAX}=2\n\`\`\`\n\n\`\`\`\n${MAX} = 3\n\`\`\`\n`,
    ["max=2 sysctl machine", "max=3 file unknown"],
  ],
])("%s %#", (kind, text, expected) => {
  expect(listed(kind, text)).toEqual(expected);
});
