# What tracking costs a host that takes UDP packets: CPU time of one thread that sends them through a veth pair, whose other
# end takes them in the same call, tracked and untracked in turn. Needs root, nft, conntrack and ip. `python3 cost.py`
import os
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "kernel"))
import netns  # noqa: E402

PORTS = range(1000, 31000)
RULES = """flush ruleset
table inet filter {
  chain input {
    type filter hook input priority 0
    ct state established,related accept
    udp dport 1000-31000 counter accept
  }
}
"""
NOTRACK = """table inet bare {
  chain prerouting {
    type filter hook prerouting priority raw
    udp dport 1000-31000 notrack
  }
}
"""


def run(*command, text=None):
    subprocess.run(command, input=text, text=True, check=True, capture_output=True)


def flood(sender, host, rules, targets):
    netns.enter(host)
    run("nft", "-f", "-", text=rules)
    run("conntrack", "-F")
    netns.enter(sender)
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    start = time.process_time()
    for target in targets:
        one.sendto(b"x" * 64, target)
    spent = time.process_time() - start
    netns.enter(host)
    with open("/proc/thread-self/net/stat/nf_conntrack") as file:
        entries = int(file.read().split("\n")[1].split()[0], 16)
    return f"{1e6 * spent / len(targets):.2f} us a packet, {entries} entries"


sender = netns.enter_new()
child = netns.in_child(netns.idle)
try:
    run("ip", "link", "add", "out", "type", "veth", "peer", "name", "in", "netns", str(child))
    run("ip", "address", "add", "10.1.0.1/24", "dev", "out")
    run("ip", "link", "set", "out", "up")
    host = os.open(f"/proc/{child}/ns/net", os.O_RDONLY)
    netns.enter(host)
    run("ip", "address", "add", "10.1.0.2/24", "dev", "in")
    run("ip", "link", "set", "in", "up")
    sink = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sink.bind(("0.0.0.0", PORTS[0]))
    for name, targets in (("one flow", [("10.1.0.2", PORTS[0])] * 100000), ("a flow each", [("10.1.0.2", port) for port in PORTS])):
        for _ in range(5):
            print(f"{name}: tracked {flood(sender, host, RULES, targets)}; untracked {flood(sender, host, RULES + NOTRACK, targets)}", flush=True)
finally:
    os.kill(child, 9)
