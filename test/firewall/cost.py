# What tracking costs a local service under load: packets or connections a second of processor time and entries, tracked and
# untracked in turn, each in namespaces of its own. Client and service are one thread, and a packet through the veth pair is
# taken in the call that sends it. Needs root, nft, conntrack and ip. `python3 cost.py [PAIRS]`
import os
import socket
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "kernel"))
import netns  # noqa: E402

PORT = 443
HOST, CLIENT = "10.1.0.2", "10.1.0.1"
RULES = """table inet filter {
  chain input {
    type filter hook input priority filter; policy drop
    ct state established,related accept
    ct state invalid drop
    tcp dport 443 accept
    udp dport 443 accept
  }
}
"""
# What `conntrack-planner firewall` writes for such a host.
UNTRACKED = """insert rule inet filter input index 0 icmp type { destination-unreachable, time-exceeded, parameter-problem } accept
table inet conntrack_planner_untracked {
  chain prerouting {
    type filter hook prerouting priority raw
    tcp dport 443 fib daddr type local notrack
    udp dport 443 fib daddr type local notrack
  }
  chain output {
    type filter hook output priority raw
    tcp sport 443 fib saddr type local notrack
    udp sport 443 fib saddr type local notrack
  }
}
"""


def one_flow(count):
    """Datagrams of one flow, each answered."""
    service, client = udp_service(), udp_client()
    for _ in range(count):
        client.send(b"x" * 64)
        service.sendto(b"y" * 64, service.recvfrom(64)[1])
        client.recv(64)
    return 2 * count


def new_flows(count):
    """A flow for each question and its answer, as of DNS."""
    service = udp_service()
    for _ in range(count):
        client = udp_client()
        client.send(b"x" * 64)
        service.sendto(b"y" * 64, service.recvfrom(64)[1])
        client.recv(64)
        client.close()
    return 2 * count


def connections(count):
    """TCP connections with a question and an answer each, as of HTTP without keep-alive."""
    service = entered("host", lambda: socket.create_server((HOST, PORT), backlog=128))
    for _ in range(count):
        client = entered("client", lambda: socket.create_connection((HOST, PORT)))
        peer, _ = service.accept()
        client.send(b"x" * 64)
        peer.send(peer.recv(64))
        client.recv(64)
        client.close()
        peer.close()
    # SYN, SYN-ACK, ACK, question, answer, the two ends and their acknowledgements.
    return 9 * count


LOADS = [("datagrams of one flow", one_flow, 60000), ("a new flow each", new_flows, 20000), ("TCP connections", connections, 12000)]
namespaces = {}


def entered(name, work):
    netns.enter(namespaces[name])
    return work()


def udp_service():
    def bound():
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.bind((HOST, PORT))
        return one

    return entered("host", bound)


def udp_client():
    def connected():
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.connect((HOST, PORT))
        return one

    return entered("client", connected)


def run(*command, text=None):
    subprocess.run(command, input=text, text=True, check=True, capture_output=True)


def measure(load, count, rules):
    """Packets a second of this thread's time, and entries at the end."""
    namespaces["client"] = netns.enter_new()
    child = netns.in_child(netns.idle)
    try:
        namespaces["host"] = os.open(f"/proc/{child}/ns/net", os.O_RDONLY)
        run("ip", "link", "add", "out", "type", "veth", "peer", "name", "in", "netns", str(child))
        run("ip", "address", "add", f"{CLIENT}/24", "dev", "out")
        run("ip", "link", "set", "out", "up")
        netns.write("net/ipv4/ip_local_port_range", "1024 60999")
        netns.enter(namespaces["host"])
        run("ip", "address", "add", f"{HOST}/24", "dev", "in")
        run("ip", "link", "set", "in", "up")
        run("nft", "-f", "-", text=rules)
        before = time.process_time()
        packets = load(count)
        spent = time.process_time() - before
        netns.enter(namespaces["host"])
        entries = int(open("/proc/thread-self/net/stat/nf_conntrack").read().split("\n")[1].split()[0], 16)
        return packets / spent, entries
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        for descriptor in namespaces.values():
            os.close(descriptor)


def main():
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[-1]})
    outside = os.open("/proc/self/ns/net", os.O_RDONLY)
    print("| Load | Tracked: packets/s, entries | Untracked: packets/s, entries | Untracked to tracked, pair by pair |\n|---|---|---|---|")
    for name, load, count in LOADS:
        results = {RULES: [], RULES + UNTRACKED: []}
        for pair in range(pairs):
            for rules in sorted(results, reverse=pair % 2 == 1):
                results[rules].append(measure(load, count, rules))
                netns.enter(outside)
        tracked, untracked = results.values()
        ratios = [other[0] / one[0] for one, other in zip(tracked, untracked)]
        print(f"| {name}, {count:,} | {told(tracked)} | {told(untracked)} | {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |", flush=True)


def told(results):
    rates = [rate for rate, _ in results]
    entries = sorted({count for _, count in results})
    shown = f"{entries[0]:,}" if len(entries) == 1 else f"{entries[0]:,} to {entries[-1]:,}"
    return f"{statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f}), {shown}"


main()
