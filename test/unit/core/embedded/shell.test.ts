// What a script sets, in the ways in which scripts do it; and what only looks like it.
import { describe, expect, test } from "vitest";
import { listed } from "./read.ts";

const shell = (text: string): readonly string[] => listed("shell", text);

describe("sysctl", () => {
  test.each([
    ["sysctl -w net.netfilter.nf_conntrack_max=1000", ["max=1000 sysctl machine"]],
    ["/sbin/sysctl -q -w net/netfilter/nf_conntrack_max=1000", ["max=1000 sysctl machine"]],
    [
      "sudo -n sysctl -qw net.netfilter.nf_conntrack_acct=1 net.netfilter.nf_conntrack_max='64000'",
      ["acct=1 sysctl machine", "max=64000 sysctl machine"],
    ],
    ["sysctl net.netfilter.nf_conntrack_max=9 2>/dev/null || true", ["max=9 sysctl machine"]],
    ['if ! sysctl -w net.netfilter.nf_conntrack_max="$MAX"; then exit 1; fi', ["max=$MAX sysctl machine computed"]],
    [
      "sysctl -w \\\n  net.netfilter.nf_conntrack_max=5 \\\n  net.netfilter.nf_conntrack_acct=1",
      ["max=5 sysctl machine", "acct=1 sysctl machine"],
    ],
    ["ip netns exec blue sysctl -w net.netfilter.nf_conntrack_acct=1", ["acct=1 sysctl namespace"]],
    ["nsenter -t 1 -n sysctl -w net.netfilter.nf_conntrack_max=7", ["max=7 sysctl machine"]],
    ["ssh node1 'sudo sysctl -w net.netfilter.nf_conntrack_max=7'", ["max=7 sysctl machine"]],
    ['bash -c "sysctl -w net.netfilter.nf_conntrack_max=7"', ["max=7 sysctl machine"]],
    ["sysctl -p - <<'X'\nnet.netfilter.nf_conntrack_max = 8\nX\n", ["max=8 sysctl machine"]],
    [
      "docker run --rm --sysctl net.netfilter.nf_conntrack_acct=1 --sysctl=net.netfilter.nf_conntrack_max=2 image",
      ["acct=1 container container", "max=2 container container"],
    ],
  ])("%s", (text, expected) => {
    expect(shell(text)).toEqual(expected);
  });
});

describe("files", () => {
  test.each([
    ["echo 'net.netfilter.nf_conntrack_max=1' >> /etc/sysctl.conf", ["max=1 file machine"]],
    ["echo net.netfilter.nf_conntrack_max = 1 | sudo tee -a /etc/sysctl.d/9.conf >/dev/null", ["max=1 file machine"]],
    [
      "printf '%s\\n' net.netfilter.nf_conntrack_max=1 net.netfilter.nf_conntrack_acct=0 > /etc/sysctl.d/9.conf",
      ["max=1 file machine", "acct=0 file machine"],
    ],
    ['printf "net.netfilter.nf_conntrack_max=%d\\n" 77 > /etc/sysctl.d/9.conf', ["max=77 file machine"]],
    [
      'echo -e "net.netfilter.nf_conntrack_max=1\\nnet.netfilter.nf_conntrack_acct=1" > /etc/sysctl.d/9.conf',
      ["max=1 file machine", "acct=1 file machine"],
    ],
    [
      "cat > /etc/sysctl.d/9.conf <<EOF\n# more\nnet.netfilter.nf_conntrack_max = 4\nnet.netfilter.nf_conntrack_acct = $X\nEOF\n",
      ["max=4 file machine", "acct=$X file machine computed"],
    ],
    ["cat <<-'EOF' | tee /etc/sysctl.d/9.conf\n\tnet.netfilter.nf_conntrack_max = 4\n\tEOF\n", ["max=4 file machine"]],
    ['CONF=/etc/sysctl.d/9.conf\ncat <<EOF > "$CONF"\nnet.netfilter.nf_conntrack_max = 4\nEOF\n', ["max=4 file machine"]],
    [
      "{ echo net.netfilter.nf_conntrack_max=1; echo net.netfilter.nf_conntrack_acct=1; } > /etc/sysctl.d/9.conf",
      ["max=1 file machine", "acct=1 file machine"],
    ],
    ["sudo sh -c 'echo net.netfilter.nf_conntrack_max=1 >> /etc/sysctl.conf'", ["max=1 file machine"]],
    ['echo 5 > "$ROOT/etc/sysctl.d/9.conf"; echo net.netfilter.nf_conntrack_max=5 > "$ROOT/etc/sysctl.d/9.conf"', ["max=5 file machine"]],
    ["cat > k8s.conf <<EOF\nnet.netfilter.nf_conntrack_max=4\nEOF\ncp k8s.conf /etc/sysctl.d/\n", ["max=4 file machine"]],
    ["echo 'options nf_conntrack hashsize=4096' > /etc/modprobe.d/ct.conf", ["nf_conntrack.hashsize=4096 module machine"]],
  ])("%s", (text, expected) => {
    expect(shell(text)).toEqual(expected);
  });
});

test("what commands within a text write into it", () => {
  const text = [
    "cat > /etc/sysctl.d/9.conf <<EOF",
    "vm.swappiness = $S",
    "$(if [ -f /proc/sys/net/netfilter/nf_conntrack_max ]; then",
    '    echo "net.netfilter.nf_conntrack_max = $N"',
    '    echo "net.netfilter.nf_conntrack_udp_timeout = 60"',
    "fi)",
    "EOF",
  ].join("\n");
  expect(shell(text)).toEqual(["max=$N file machine computed", "udp_timeout=60 file machine"]);
});

test("elements of an array that are named after keys", () => {
  const text = [
    "declare -A WANTED=(",
    '  ["net.netfilter.nf_conntrack_max"]=262144',
    "  [net.netfilter.nf_conntrack_acct]='1' [vm.swappiness]=5",
    ")",
    'WANTED["net.netfilter.nf_conntrack_udp_timeout"]="$T"',
  ].join("\n");
  expect(shell(text)).toEqual(["max=262144 other machine", "acct=1 other machine", "udp_timeout=$T other machine computed"]);
});

describe("the kernel's own files", () => {
  test.each([
    ["echo 100 > /proc/sys/net/netfilter/nf_conntrack_max", ["max=100 proc machine"]],
    ["echo 100 | sudo tee /proc/sys/net/netfilter/nf_conntrack_max", ["max=100 proc machine"]],
    ["echo $((4 * N)) > /proc/sys/net/netfilter/nf_conntrack_max", ["max=$((4 * N)) proc machine computed"]],
    ["echo 2048 > /sys/module/nf_conntrack/parameters/hashsize", ["nf_conntrack.hashsize=2048 module machine"]],
    ["modprobe -v nf_conntrack hashsize=2048", ["nf_conntrack.hashsize=2048 module machine"]],
    ["insmod /lib/nf_conntrack.ko hashsize=2048", ["nf_conntrack.hashsize=2048 module machine"]],
  ])("%s", (text, expected) => {
    expect(shell(text)).toEqual(expected);
  });
});

test("what only looks like a setting is none", () => {
  for (const text of [
    "# sysctl -w net.netfilter.nf_conntrack_max=1",
    "sed -i 's/net.netfilter.nf_conntrack_max=.*/net.netfilter.nf_conntrack_max=1/' /etc/sysctl.conf",
    "grep -q net.netfilter.nf_conntrack_max=1 /etc/sysctl.conf",
    "sysctl net.netfilter.nf_conntrack_max",
    "cat /proc/sys/net/netfilter/nf_conntrack_max",
    "echo 'set net.netfilter.nf_conntrack_max=1 by hand'",
    "MAX=net.netfilter.nf_conntrack_max=1",
    "modprobe nf_conntrack",
    "X=$(sysctl -n net.netfilter.nf_conntrack_max)",
    'echo "[net.netfilter.nf_conntrack_max]=1 is wanted"',
    "echo [net.netfilter.nf_conntrack_max]=1",
    "fatal please run sysctl -w net.netfilter.nf_conntrack_max=1",
    "logger -t tuning sysctl -w net.netfilter.nf_conntrack_max=1",
  ])
    expect([text, shell(text)]).toEqual([text, []]);
});

test("what is never closed ends with the text", () => {
  for (const text of [
    "sysctl -w net.netfilter.nf_conntrack_max='1",
    'echo "conntrack $(a',
    "cat <<EOF > /etc/sysctl.conf\nnet.netfilter.nf_conntrack_max=1",
    "${conntrack",
    "`conntrack",
  ])
    expect(() => shell(text)).not.toThrow();
});

describe("what scripts run sysctl by", () => {
  test.each([
    ["$SYSCTL -w net.netfilter.nf_conntrack_max=1", ["max=1 sysctl machine"]],
    [`try_or_warn -quiet "\${SYSCTL_CMD}" -w "net.netfilter.nf_conntrack_max=1" || return 1`, ["max=1 sysctl machine"]],
    ["run_cmd /usr/sbin/sysctl -q net.netfilter.nf_conntrack_max=1", ["max=1 sysctl machine"]],
    ["sysctl-write-value net.netfilter.nf_conntrack_max 1 || true", ["max=1 file machine"]],
    ["kubectl -n x exec pod -- sysctl -w net.netfilter.nf_conntrack_acct=1", ["acct=1 sysctl unknown"]],
    ["grep -c sysctl net.netfilter.nf_conntrack_max=1 notes", []],
    ["apt-get install sysctl net.netfilter.nf_conntrack_max=1", []],
  ])("%s", (text, expected) => {
    expect(shell(text)).toEqual(expected);
  });
});

describe("what a script writes in other ways", () => {
  test.each([
    [
      "manifests that are handed on",
      "cat <<EOF | kubectl apply -f -\nspec:\n  containers:\n  - command: [sysctl, -w, net.netfilter.nf_conntrack_max=1]\nEOF\n",
      ["max=1 sysctl container"],
    ],
    [
      "what a function prints for others",
      "config() {\ncat <<EOF\nkind: KubeProxyConfiguration\nconntrack:\n  min: 5\nEOF\n}\n",
      ["max=5 kube-proxy machine"],
    ],
    [
      "commands over several lines within a file",
      'cat > /etc/sysctl.d/9.conf <<X\na.b = 1\n$(if [ -e /proc/x ]; then\n  echo "net.netfilter.nf_conntrack_max = 7"\nelse\n  echo "# none"\nfi)\nX\n',
      ["max=7 file machine"],
    ],
    [
      "a name that is given twice",
      'a() {\n  local C="/etc/sysctl.d/1.conf"\n  echo net.netfilter.nf_conntrack_max=1 > "$C"\n}\nb() {\n  local C="/etc/sysctl.d/2.conf"\n}\n',
      ["max=1 file machine"],
    ],
    [
      "a name for one of two keys",
      'P=/proc/sys/net/netfilter/nf_conntrack_max\necho 1 > "$P"\nP=/proc/sys/net/netfilter/nf_conntrack_acct\necho 1 > "$P"\n',
      [],
    ],
    [
      "what stands behind shifts",
      "x=$[ a << b ]\n(( y = 1 << 3 ))\nsysctl -w net.netfilter.nf_conntrack_max=1\n",
      ["max=1 sysctl machine"],
    ],
  ])("%s", (_, text, expected) => {
    expect(shell(text)).toEqual(expected);
  });
});
