// Whose a network namespace is: by control groups as runtimes name them, by where it is mounted, and what it is called.
import { describe, expect, test } from "vitest";
import { containerOf } from "../../../../src/core/evidence/namespaces/container.ts";
import { namespaceMounts } from "../../../../src/core/evidence/namespaces/mounts.ts";
import type { NamespaceReading } from "../../../../src/core/evidence/namespaces/namespace.ts";
import { namespaceName, readCommand, unreadNamespaces } from "../../../../src/core/evidence/namespaces/words.ts";

const ID = "4f5c6d7e8f90aabbccddeeff00112233445566778899aabbccddeeff00112233";
const POD = "8d0c5f1a-1111-2222-3333-444455556666";

describe("the container of a process", () => {
  test.each([
    [
      "containerd, systemd driver",
      `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${POD.replaceAll("-", "_")}.slice/cri-containerd-${ID}.scope`,
      POD,
    ],
    ["containerd, cgroupfs driver", `0::/kubepods/besteffort/pod${POD}/${ID}`, POD],
    ["CRI-O, guaranteed", `0::/kubepods.slice/kubepods-pod${POD.replaceAll("-", "_")}.slice/crio-${ID}.scope/container`, POD],
    [
      "version 1, a line a controller",
      `12:memory:/kubepods/burstable/pod${POD}/${ID}\n1:name=systemd:/kubepods/burstable/pod${POD}/${ID}`,
      POD,
    ],
    ["a static pod, its UID a hash", `0::/kubepods/burstable/pod${POD.replaceAll("-", "")}/${ID}`, POD.replaceAll("-", "")],
    [
      "kind, a node within a container",
      `0::/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${POD.replaceAll("-", "_")}.slice/cri-containerd-${ID}.scope`,
      POD,
    ],
    ["Docker, cgroupfs driver", `5:cpu:/docker/${ID}`, null],
    ["Docker, systemd driver", `0::/system.slice/docker-${ID}.scope`, null],
    ["Podman, rootless", `0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${ID}.scope/container`, null],
    ["another control group namespace", `0::/../${ID}`, null],
    ["ECS", `0::/ecs/0123456789abcdef0123456789abcdef/${ID}`, null],
  ])("%s", (_, cgroup, pod) => {
    expect(containerOf(cgroup)).toEqual({ id: ID, pod });
  });

  test.each([
    ["0::/lxc.payload.web/system.slice/nginx.service", "web"],
    ["1:cpu:/lxc/web", "web"],
    ["0::/machine.slice/machine-web.scope/payload", "web"],
  ])("%s has a name of its own", (cgroup, id) => {
    expect(containerOf(cgroup)).toEqual({ id, pod: null });
  });

  test.each([
    "0::/system.slice/nginx.service",
    "0::/",
    "",
    "4:memory:/process_api/b24163dda95f4d6e796ff4282faf3e14",
    `0::/system.slice/containerd-${ID}x.service`,
    "0::/user.slice/user-1000.slice/session-3.scope",
  ])("none: %s", (cgroup) => {
    expect(containerOf(cgroup)).toBeNull();
  });
});

test("mounts of namespaces, with what a mount table has in octal", () => {
  const table = [
    "22 27 0:21 / /proc rw,relatime - proc proc rw",
    "43 42 0:4 net:[4026532178] /run/netns/web rw shared:2 - nsfs nsfs rw",
    "44 42 0:4 net:[4026532178] /run/docker/netns/1a2b rw - nsfs nsfs rw",
    "45 42 0:4 net:[4026532299] /run/netns/two\\040words rw shared:3 master:1 - nsfs nsfs rw",
    "46 42 0:4 mnt:[4026532300] /run/snapd/ns/x.mnt rw - nsfs nsfs rw",
    "47 42 0:9 /net:[1] /srv/net:[1] rw - ext4 /dev/sda rw",
    "",
  ].join("\n");
  expect([...namespaceMounts(table)]).toEqual([
    ["4026532178", ["/run/netns/web", "/run/docker/netns/1a2b"]],
    ["4026532299", ["/run/netns/two words"]],
  ]);
});

const BARE: NamespaceReading = {
  inode: "4026532178",
  mounts: [],
  container: null,
  process: null,
  processes: 0,
  own: false,
  count: null,
  statistics: null,
  changes: null,
};

describe("a namespace", () => {
  test.each<[string, Partial<NamespaceReading>]>([
    ["netns web", { mounts: ["/run/netns/web"], process: { pid: 12, name: "nginx" } }],
    [
      `pod ${POD} (container 4f5c6d7e8f90)`,
      { mounts: ["/run/netns/cni-1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"], container: { id: ID, pod: POD } },
    ],
    ["container 4f5c6d7e8f90", { mounts: ["/run/docker/netns/1a2b3c4d5e6f"], container: { id: ID, pod: null } }],
    ["/run/docker/netns/1a2b3c4d5e6f", { mounts: ["/run/docker/netns/1a2b3c4d5e6f"] }],
    ["nginx (process 12)", { process: { pid: 12, name: "nginx" } }],
    ["namespace 4026532178", {}],
    ["this namespace", { own: true, mounts: ["/run/netns/web"] }],
  ])("is called %s", (name, parts) => {
    expect(namespaceName({ ...BARE, ...parts })).toBe(name);
  });

  /** Kernels of Ubuntu have no such file. */
  const COUNTERS = "sh -c 'cat /proc/net/stat/nf_conntrack 2>/dev/null || conntrack -S'";

  test.each([
    ["/run/netns/web", `sudo ip netns exec web ${COUNTERS}`],
    ["/var/run/netns/it's; rm -rf /", `sudo nsenter '--net=/var/run/netns/it'\\''s; rm -rf /' ${COUNTERS}`],
    ["/run/netns/$(reboot)", `sudo ip netns exec '$(reboot)' ${COUNTERS}`],
    ["/run/docker/netns/1a2b", `sudo nsenter --net=/run/docker/netns/1a2b ${COUNTERS}`],
  ])("mounted at %s is read by a command that a shell takes as it is meant", (mount, command) => {
    expect(readCommand({ mounts: [mount] })).toBe(command);
  });

  test("without a process is said to be unread, each with its command", () => {
    const reading = { max: 10, namespaces: [{ ...BARE, mounts: ["/run/netns/a"] }], unreadable: 3, leftOut: 0, hidden: true };
    const notes = unreadNamespaces(reading);
    expect(notes).toHaveLength(3);
    expect(notes[0]).toContain("ip netns exec a sh -c");
    expect(notes[1]).toContain("3 processes");
  });
});
