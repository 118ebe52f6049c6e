# Fills tables with UDP flows that nobody answers, and measures. Prints JSON. Runs in a network namespace of its own.
#   fill.py memory '{"setting": "acct", "at": [10000, 100000, 300000]}'
#   fill.py capacity '{"offered": 100000}'
import json
import os
import re
import socket
import sys
import time

import netns

PER_NAMESPACE = 100_000
TABLE = """
add table ip planner
add chain ip planner out { type filter hook output priority 0 ; }
add rule ip planner out ct state new accept
"""
SETTINGS = {
    "plain": "",
    "acct": "",
    "timestamp": "",
    "masquerade": """
add chain ip planner nat { type nat hook postrouting priority 100 ; }
add rule ip planner nat masquerade
""",
    "helper": """
add ct helper ip planner tftp { type "tftp" protocol udp ; }
add chain ip planner help { type filter hook output priority 10 ; }
add rule ip planner help ct helper set "tftp"
""",
}
SWITCHES = {"acct": "nf_conntrack_acct", "timestamp": "nf_conntrack_timestamp"}


def namespace(setting):
    """A new namespace with a way out to nowhere. Returns what keeps it alive."""
    kept = netns.enter_new()
    sink = netns.in_child(netns.idle)
    netns.run("ip", "link", "add", "out", "type", "veth", "peer", "name", "in", "netns", str(sink))
    # Without ARP the other end takes every packet for somebody else's, and drops it before it is tracked there.
    netns.run("ip", "link", "set", "out", "arp", "off", "up")
    netns.run("nsenter", "-t", str(sink), "-n", "ip", "link", "set", "in", "up")
    netns.run("ip", "addr", "add", "10.0.0.1/8", "dev", "out")
    netns.rules(TABLE + SETTINGS[setting])
    for name, switch in SWITCHES.items():
        netns.write("net/netfilter/" + switch, int(name == setting))
    # A listener elsewhere on the machine must not give entries an event cache.
    netns.write("net/netfilter/nf_conntrack_events", 0)
    netns.write("net/netfilter/nf_conntrack_udp_timeout", 600)
    return kept


def send(first, flows):
    """One packet for each flow, to another address and port each."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.bind(("10.0.0.1", 4000))
    for number in range(first, first + flows):
        high, port = divmod(number, 60_000)
        address = "10.%d.%d.%d" % (1 + high // 60_000, 1 + (high // 250) % 250, 2 + high % 250)
        while True:
            try:
                sender.sendto(b"", (address, 1000 + port))
                break
            except BlockingIOError:
                time.sleep(0.001)
            except OSError as error:
                # The kernel's way to say that the entry was refused: EPERM.
                if error.errno != 1:
                    raise
                break
    sender.close()


def caches():
    """The table's own cache, and those that extension blocks may come from."""
    with open("/proc/slabinfo") as file:
        rows = [line.split() for line in file]
    own = [words for words in rows if re.match(r"nf_conntrack$|kmalloc-(rnd-\d+-)?\d+$", words[0])]
    if not any(words[0] == "nf_conntrack" for words in own):
        raise SystemExit("/proc/slabinfo shows no nf_conntrack of its own")
    return own


def measured():
    """Bytes of the caches, once they have given back what they only keep. Read twice: giving back takes a moment."""
    time.sleep(0.5)
    for _ in range(3):
        for words in caches():
            with open("/sys/kernel/slab/%s/shrink" % words[0], "w") as file:
                file.write("1")
        time.sleep(0.05)
    page = os.sysconf("SC_PAGE_SIZE")
    own = {words[0]: int(words[14]) * int(words[5]) * page for words in caches()}
    return {"objects": own.pop("nf_conntrack"), "blocks": sum(own.values())}


def memory(setting, at):
    kept = []
    netns.settle()
    points = [{"flows": 0, "bytes": measured()}]
    here = there = 0
    for flows in at:
        while there < flows:
            if here % PER_NAMESPACE == 0:
                kept.append(namespace(setting))
                here = 0
            more = min(flows - there, PER_NAMESPACE - here)
            send(here, more)
            here += more
            there += more
            if netns.count() != here:
                raise SystemExit("%d flows were sent, and %d are tracked" % (here, netns.count()))
        points.append({"flows": flows, "bytes": measured()})
    return {"setting": setting, "points": points}


def capacity(offered):
    netns.settle()
    namespace("plain")
    send(0, offered)
    return {"offered": offered, "held": netns.count()}


if __name__ == "__main__":
    work = {"memory": memory, "capacity": capacity}[sys.argv[1]]
    print(json.dumps(work(**json.loads(sys.argv[2]))))
