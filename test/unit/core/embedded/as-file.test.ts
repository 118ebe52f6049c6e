// The commands of a script as a file of sysctl.d.
import { expect, test } from "vitest";
import { settingsFile } from "../../../../src/core/embedded/as-file.ts";
import { readEmbedded } from "../../../../src/core/embedded/index.ts";

const fileOf = (text: string) => settingsFile(readEmbedded(text, "shell"));
const MAX = "net.netfilter.nf_conntrack_max";
const UDP = "net.netfilter.nf_conntrack_udp_timeout";

test("sysctl -w and writes below /proc/sys", () => {
  const script = `#!/bin/sh\nsysctl -w ${MAX}=524288 ${UDP}=60\necho 1 > /proc/sys/net/netfilter/nf_conntrack_acct\n`;
  expect(fileOf(script)).toEqual({
    text: `${MAX} = 524288\n${UDP} = 60\nnet.netfilter.nf_conntrack_acct = 1\n`,
    settings: 3,
    computed: 0,
  });
});

test("the last value of a key, where it is set last", () => {
  expect(fileOf(`sysctl -w ${MAX}=1000\nsysctl -w ${UDP}=60\nsysctl -w ${MAX}=524288\n`).text).toBe(`${UDP} = 60\n${MAX} = 524288\n`);
});

test("nothing that is computed, of a namespace, of a module, or in a file already", () => {
  const script = [
    `sysctl -w ${MAX}=$((RAM / 16384))`,
    `ip netns exec blue sysctl -w ${UDP}=60`,
    "modprobe nf_conntrack hashsize=65536",
    "echo 65536 > /sys/module/nf_conntrack/parameters/hashsize",
    `echo ${UDP}=90 >> /etc/sysctl.d/60-a.conf`,
    `# sysctl -w ${UDP}=30`,
  ].join("\n");
  expect(fileOf(`${script}\n`)).toEqual({ text: "", settings: 0, computed: 1 });
});

test("a value that is computed at last takes back the one before", () => {
  expect(fileOf(`sysctl -w ${MAX}=1000\nsysctl -w ${MAX}=$N\n`)).toEqual({ text: "", settings: 0, computed: 1 });
});
