# Paced UDP and TCP from one network namespace to another that tracks it; counts and dumps the table meanwhile. JSON out.
#   traffic.py '{"timeouts": {...}, "classes": [{"name", "protocol", "ends", "rate", "duration", "bothWays"}],
#                "peers": {"retries", "orphanRetries", "keepalive": {"time", "interval", "probes"}},
#                "sample": [every, until], "dumps": [first, apart, how many]}'   (times in seconds)
# Closed, reset and UDP flows are those of real sockets. How else a connection can end no socket will do on demand: those
# segments are made by hand, from both sides, and sent through the same interfaces.
import heapq
import json
import os
import select
import socket
import struct
import sys
import threading
import time

import netns

SERVER = "10.8.0.1"
ECHO, SILENT, STREAMED, CLOSED, BY_HAND = 7, 9, 80, 81, 7000
# Resets made by hand bear this mark; those of the kernel, which knows of no such connection, are dropped.
MARK = 7
BETWEEN_PACKETS = 0.2
STEP = 0.005

RULES = """
add table ip planner
add chain ip planner in { type filter hook input priority 0 ; }
add rule ip planner in ct state new accept
add chain ip planner quiet { type filter hook output priority -300 ; }
add rule ip planner quiet tcp sport %d tcp flags & rst == rst meta mark != %d drop
""" % (BY_HAND, MARK)
CLIENT_RULES = """
add table ip planner
add chain ip planner quiet { type filter hook output priority -300 ; }
add rule ip planner quiet tcp dport %d tcp flags & rst == rst meta mark != %d drop
""" % (BY_HAND, MARK)

FIN, SYN, RST, ACK = 1, 2, 4, 16
FAR = 1 << 30
# Who sends which flags, from which sequence number on (0 is the SYN), acknowledging what, with how many bytes.
SYN_ONLY = [("client", SYN, 0, 0, 0)]
ANSWERED = SYN_ONLY + [("server", SYN | ACK, 0, 1, 0)]
OPEN = ANSWERED + [("client", ACK, 1, 1, 0)]
DATA = ("client", ACK, 1, 1, 100)
FIN_SENT = OPEN + [("client", FIN | ACK, 1, 1, 0)]
HAND_MADE = {
    "unanswered": SYN_ONLY,
    "half-open": ANSWERED,
    "idle": OPEN,
    "in-flight": OPEN + [DATA],
    "fin-unanswered": FIN_SENT,
    "half-closed": FIN_SENT + [("server", ACK, 1, 2, 0)],
    "last-ack-lost": FIN_SENT + [("server", FIN | ACK, 1, 2, 0)],
    "picked-up": [],
    "keepalive": OPEN,
    "zero-window": OPEN + [DATA, ("server", ACK, 1, 101, 0, 0)],
    "reset-ignored": OPEN + [("client", RST | ACK, FAR, 1, 0)],
}


def again(packet, start, times):
    """As a host sends it that gets no answer."""
    sent = []
    for number in range(times):
        start += min(120, 0.2 * 2**number)
        sent.append((start, packet))
    return sent


def script(flow, peers):
    """Segments of a connection, each with its time."""
    ends = flow["ends"]
    packets = [(number * STEP, packet) for number, packet in enumerate(HAND_MADE[ends])]
    last = packets[-1] if packets else None
    if ends == "picked-up":
        return [(number * BETWEEN_PACKETS, DATA) for number in range(round(flow["duration"] / BETWEEN_PACKETS) + 1)]
    if ends == "in-flight":
        return packets + again(last[1], last[0], peers["retries"])
    if ends in ("fin-unanswered", "last-ack-lost"):
        return packets + again(last[1], last[0], peers["orphanRetries"])
    if ends == "keepalive":
        alive = peers["keepalive"]
        probes = [(alive["time"] + number * alive["interval"], ("client", ACK, 0, 1, 0)) for number in range(alive["probes"])]
        return packets + probes + [(alive["time"] + alive["probes"] * alive["interval"], ("client", RST | ACK, 1, 1, 0))]
    return packets


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def segment(source, destination, flags, sequence, acknowledged, size, window=65535):
    """A TCP segment in an IPv4 packet; the kernel fills in the length and sum of the IPv4 header."""
    start = 1000 if source[1] != BY_HAND else 5000
    other = 5000 if source[1] != BY_HAND else 1000
    addresses = socket.inet_aton(source[0]) + socket.inet_aton(destination[0])
    answer = other + acknowledged if flags & ACK else 0

    def header(total):
        return struct.pack("!HHIIBBHHH", source[1], destination[1], start + sequence, answer, 5 << 4, flags, window, total, 0)

    data = b"x" * size
    length = struct.pack("!BBH", 0, 6, 20 + size)
    tcp = header(checksum(addresses + length + header(0) + data)) + data
    return struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0) + addresses + tcp


def raw_socket():
    one = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, MARK)
    return one


class Clock:
    """Does things when they are due."""

    def __init__(self):
        self.due = []
        self.number = 0

    def at(self, when, action):
        self.number += 1
        heapq.heappush(self.due, (when, self.number, action))

    def run(self, end):
        while self.due and self.due[0][0] < end:
            when, _, action = heapq.heappop(self.due)
            wait = when - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            action()


class Client:
    def __init__(self, plan, raw_server, began, report):
        self.plan = plan
        self.raw = {"client": raw_socket(), "server": raw_server}
        self.began = began
        self.report = report
        self.clock = Clock()
        self.flows = 0
        self.started = {flow["name"]: [] for flow in plan["classes"]}

    def address(self):
        """A pair of address and port that no flow had before."""
        high, low = divmod(self.flows, 50_000)
        self.flows += 1
        return ("10.9.%d.2" % (1 + high), 10_000 + low)

    def run(self, end):
        for flow in self.plan["classes"]:
            self.clock.at(self.began, lambda flow=flow: self.start(flow, 0))
        self.clock.run(end)
        os.write(self.report, json.dumps(self.started).encode() + b"\n")

    def start(self, flow, number):
        now = time.monotonic()
        begin = {"udp": self.udp, "tcp": self.tcp}[flow["protocol"]]
        begin(flow, now)
        second = int(now - self.began)
        seconds = self.started[flow["name"]]
        seconds.extend([0] * (second + 1 - len(seconds)))
        seconds[second] += 1
        self.clock.at(self.began + (number + 1) / flow["rate"], lambda: self.start(flow, number + 1))

    def udp(self, flow, now):
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.bind(self.address())
        sender.connect((SERVER, ECHO if flow["bothWays"] else SILENT))
        packets = round(flow["duration"] / BETWEEN_PACKETS)
        sender.send(b"x")
        for number in range(1, packets + 1):
            self.clock.at(now + number * BETWEEN_PACKETS, lambda: sender.send(b"x"))
        self.clock.at(now + flow["duration"] + 1, sender.close)

    def tcp(self, flow, now):
        if flow["ends"] in HAND_MADE:
            client, server = self.address(), (SERVER, BY_HAND)
            for at, (side, *packet) in script(flow, self.plan["peers"]):
                ends = (client, server) if side == "client" else (server, client)
                data = segment(*ends, *packet)
                to = (ends[1][0], 0)
                self.clock.at(now + at, lambda side=side, data=data, to=to: self.raw[side].sendto(data, to))
            return
        sender = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sender.setblocking(False)
        sender.bind(self.address())
        if flow["ends"] == "refused":
            sender.connect_ex((SERVER, CLOSED))
            self.clock.at(now + 1, sender.close)
            return
        sender.connect_ex((SERVER, STREAMED))
        end = now + flow["duration"]
        if flow["ends"] == "reset":
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.clock.at(end, sender.close)
        else:
            self.clock.at(end, lambda: sender.shutdown(socket.SHUT_WR))
            self.clock.at(end + 1, sender.close)


def serve():
    """Echoes, listens in silence, and closes what the other side has closed."""
    poll = select.epoll()
    sockets = {}

    def watch(one):
        one.setblocking(False)
        sockets[one.fileno()] = one
        poll.register(one, select.EPOLLIN)

    for port in (ECHO, SILENT):
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        one.bind((SERVER, port))
        watch(one)
        if port == ECHO:
            echo = one
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind((SERVER, STREAMED))
    listener.listen(4096)
    watch(listener)
    while True:
        for descriptor, _ in poll.poll():
            one = sockets[descriptor]
            try:
                if one is listener:
                    while True:
                        watch(listener.accept()[0])
                elif one.type == socket.SOCK_DGRAM:
                    while True:
                        data, sender = one.recvfrom(64)
                        if one is echo:
                            one.sendto(data, sender)
                elif one.recv(64) == b"":
                    raise ConnectionResetError
            except BlockingIOError:
                pass
            except ConnectionResetError:
                poll.unregister(one)
                del sockets[descriptor]
                one.close()


def dump():
    """Live entries by state. Reading the table also takes out of it what has expired."""
    states = {}
    with open("/proc/net/nf_conntrack") as file:
        for line in file:
            words = line.split()
            if words[2] == "tcp":
                state = words[5]
            else:
                flag = "one-way" if "[UNREPLIED]" in line else "stream" if "[ASSURED]" in line else "answered"
                state = words[2].upper() + " " + flag
            states[state] = states.get(state, 0) + 1
    return states


def main(plan):
    raw = raw_socket()
    every, until = plan["sample"]
    first, apart, dumps = plan["dumps"]
    go, start = os.pipe()
    told, tell = os.pipe()

    def client():
        began = struct.unpack("d", os.read(go, 8))[0]
        netns.rules(CLIENT_RULES)
        Client(plan, raw, began, tell).run(began + first + apart * (dumps - 1) + 0.5)

    child = str(netns.in_child(client))
    inside = ("nsenter", "-t", child, "-n", "ip")
    netns.run("ip", "link", "set", "lo", "up")
    netns.run("ip", "link", "add", "near", "type", "veth", "peer", "name", "far", "netns", child)
    netns.run("ip", "addr", "add", SERVER + "/24", "dev", "near")
    netns.run("ip", "link", "set", "near", "up")
    netns.run("ip", "route", "add", "10.9.0.0/16", "dev", "near")
    netns.run(*inside, "link", "set", "lo", "up")
    netns.run(*inside, "addr", "add", "10.8.0.2/24", "dev", "far")
    netns.run(*inside, "link", "set", "far", "up")
    netns.run(*inside, "route", "add", "local", "10.9.0.0/16", "dev", "lo")
    netns.rules(RULES)
    for name, seconds in plan["timeouts"].items():
        netns.write("net/netfilter/" + name, seconds)
    others = netns.settle()
    threading.Thread(target=serve, daemon=True).start()
    time.sleep(0.5)
    began = time.monotonic() + 0.5
    os.write(start, struct.pack("d", began))

    counts = []
    while time.monotonic() < began + until:
        time.sleep(max(0, began + every * len(counts) - time.monotonic()))
        before = time.monotonic()
        number = netns.count()
        counts.append([round((before + time.monotonic()) / 2 - began, 3), number])
    tables = []
    for number in range(dumps):
        time.sleep(max(0, began + first + apart * number - time.monotonic()))
        at = round(time.monotonic() - began, 3)
        tables.append({"at": at, "states": dump()})
    started = b""
    while not started.endswith(b"\n"):
        started += os.read(told, 1 << 16)
    print(json.dumps({"elsewhere": others, "counts": counts, "dumps": tables, "started": json.loads(started)}))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
