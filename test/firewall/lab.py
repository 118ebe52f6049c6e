# A host with rules between a client and a server, in network namespaces of this process: loads rules, sends probes, and
# says how each ended. Reads one JSON order a line, answers with one JSON line. All namespaces go when it ends.
import errno
import json
import os
import selectors
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "kernel"))
import netns  # noqa: E402

HOST4, HOST6, HOST4_LAN, HOST6_LAN = "192.0.2.1", "2001:db8:1::1", "10.9.0.1", "fd00:9::1"
CLIENT4, CLIENT6 = "192.0.2.2", "2001:db8:1::2"
SERVER4, SERVER6 = "10.9.0.2", "fd00:9::2"
SERVICE4 = "10.96.0.10"
QUIET = 0.35
LONGEST = 4.0

# Where each flow begins and what it goes to: name, namespace, address by family, address to come from.
FLOWS = [
    ("local-wan", "client", {4: HOST4, 6: HOST6}, None),
    ("local-lan", "server", {4: HOST4_LAN, 6: HOST6_LAN}, None),
    ("forwarded-in", "client", {4: SERVER4, 6: SERVER6}, None),
    ("forwarded-out", "server", {4: CLIENT4, 6: CLIENT6}, None),
    ("own-wan", "host", {4: CLIENT4, 6: CLIENT6}, None),
    ("own-lan", "host", {4: SERVER4, 6: SERVER6}, None),
    ("own-other", "host", {4: CLIENT4}, {4: HOST4_LAN}),
    # To addresses of this host from itself, which stays on the loopback; the second is what rules call a service's.
    ("own-self", "host", {4: HOST4, 6: HOST6}, None),
    ("own-service", "host", {4: SERVICE4}, None),
    ("local-service", "client", {4: SERVICE4}, None),
]


class Lab:
    def __init__(self, order):
        self.wan, self.lan = order.get("wan", "wan0"), order.get("lan", "lan0")
        self.outside = os.open("/proc/self/ns/net", os.O_RDONLY)
        self.namespaces = {}
        self.pids = []
        for name in ("client", "server"):
            pid = netns.in_child(netns.idle)
            self.pids.append(pid)
            self.namespaces[name] = os.open(f"/proc/{pid}/ns/net", os.O_RDONLY)
        self.namespaces["host"] = netns.enter_new()
        self.selector = selectors.DefaultSelector()
        self.backend = order.get("backend", "nft")
        self.connect()
        self.ports = order["ports"]
        self.events = 0
        self.open_flows = []
        for name in self.namespaces:
            self.listen(name)
        self.errors = {}
        for name in ("host", "server"):
            self.listen_errors(name)

    def enter(self, name):
        netns.enter(self.namespaces[name])

    def batch(self, name, lines, *options):
        self.enter(name)
        subprocess.run(["ip", *options, "-batch", "-"], input="\n".join(lines), text=True, check=True)

    def connect(self):
        client, server = self.pids
        wan, lan = self.wan, self.lan
        self.batch(
            "host",
            [
                "link set lo up",
                f"link add {wan} type veth peer name eth0 netns {client}",
                f"link add {lan} type veth peer name eth0 netns {server}",
                f"address add {HOST4}/24 dev {wan}",
                f"address add {HOST6}/64 dev {wan} nodad",
                f"address add {HOST4_LAN}/24 dev {lan}",
                f"address add {HOST6_LAN}/64 dev {lan} nodad",
                f"link set {wan} up",
                f"link set {lan} up",
                f"address add {SERVICE4}/32 dev lo",
            ],
        )
        for name, own4, own6, routes in (
            ("client", CLIENT4, CLIENT6, [f"route add 10.9.0.0/24 via {HOST4}", f"route add 10.96.0.0/16 via {HOST4}", f"route add fd00:9::/64 via {HOST6}"]),
            ("server", SERVER4, SERVER6, [f"route add default via {HOST4_LAN}", f"route add default via {HOST6_LAN}"]),
        ):
            self.batch(
                name,
                ["link set lo up", f"address add {own4}/24 dev eth0", f"address add {own6}/64 dev eth0 nodad", "link set eth0 up", *routes],
            )
        self.enter("host")
        for path in ("ipv4/ip_forward", "ipv6/conf/all/forwarding"):
            netns.write("net/" + path, 1)
        # Refusals are not to be rationed.
        for name in self.namespaces:
            self.enter(name)
            netns.write("net/ipv4/icmp_ratelimit", 0)
            netns.write("net/ipv6/icmp/ratelimit", 0)

    def listen(self, name):
        self.enter(name)
        for port in self.ports:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                one = socket.socket(socket.AF_INET6, kind)
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind(("::", port))
                one.setblocking(False)
                if kind == socket.SOCK_STREAM:
                    one.listen(64)
                self.selector.register(one, selectors.EVENT_READ, lambda s, n=name, k=kind: self.serve(s, n, k))

    def serve(self, one, name, kind):
        try:
            if kind == socket.SOCK_STREAM:
                peer, address = one.accept()
                peer.setblocking(False)
                text = f"{name} {plain(address[0])}".encode()
                self.selector.register(peer, selectors.EVENT_READ, lambda s, t=text: self.answer(s, t))
            else:
                _, address = one.recvfrom(2048)
                one.sendto(f"{name} {plain(address[0])}".encode(), address)
        except OSError:
            pass

    def answer(self, peer, text):
        try:
            if peer.recv(2048):
                peer.send(text)
                return
        except OSError:
            pass
        self.selector.unregister(peer)
        peer.close()

    def listen_errors(self, name):
        self.enter(name)
        for family, protocol in ((socket.AF_INET, socket.IPPROTO_ICMP), (socket.AF_INET6, socket.IPPROTO_ICMPV6)):
            one = socket.socket(family, socket.SOCK_RAW, protocol)
            one.setblocking(False)
            self.selector.register(one, selectors.EVENT_READ, lambda s, f=family: self.take_error(s, f))

    def take_error(self, one, family):
        try:
            packet = one.recv(2048)
        except OSError:
            return
        at = 20 if family == socket.AF_INET else 0
        kind = packet[at]
        if kind not in ((3, 11) if family == socket.AF_INET else (1, 2)):
            return
        inner = at + 8 + (20 if family == socket.AF_INET else 40)
        if len(packet) < inner + 8:
            return
        source, destination = struct.unpack("!HH", packet[inner : inner + 4])
        serial = struct.unpack("!I", packet[inner + 4 : inner + 8])[0]
        self.errors[(family, source, destination, serial)] = True

    def run(self, done, quiet=QUIET):
        last = time.monotonic()
        start = last
        while not done():
            ready = self.selector.select(0.02)
            now = time.monotonic()
            if ready:
                last = now
            for key, _ in ready:
                if key.fileobj.fileno() >= 0:
                    key.data(key.fileobj)
            if now - last > quiet or now - start > LONGEST:
                return

    def probe(self, quiet=QUIET, keep=False):
        probes = []
        for flow, name, addresses, source in FLOWS:
            self.enter(name)
            for version, address in addresses.items():
                for port in self.ports:
                    for protocol in ("tcp", "udp"):
                        probes.append(Probe(self, flow, protocol, version, port, address, source and source[version]))
        self.run(lambda: all(one.result for one in probes), quiet)
        for one in probes:
            if not one.result:
                one.finish("timeout")
        self.send_errors([one for one in probes if one.passed and one.flow in ("local-wan", "forwarded-in", "own-wan")], quiet)
        results = {one.key: one.result for one in probes}
        results.update({one.key + " error": one.error for one in probes if one.error})
        for one in probes:
            if keep and one.protocol == "tcp" and one.passed:
                self.open_flows.append(one)
            else:
                one.close()
        return results

    def send_errors(self, probes, quiet):
        self.enter("client")
        raw4 = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        raw6 = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
        self.errors.clear()
        wanted = []
        for one in probes:
            wanted.append((one, one.send_error(raw4 if one.version == 4 else raw6)))
        self.run(lambda: all(key in self.errors for _, key in wanted), quiet)
        for one, key in wanted:
            one.error = "passes" if key in self.errors else "dropped"
        raw4.close()
        raw6.close()

    def go_on(self):
        """Every flow that was open before sends once more."""
        for one in self.open_flows:
            one.again()
        self.run(lambda: all(one.result for one in self.open_flows))
        return {one.key: one.result or "timeout" for one in self.open_flows}

    def entries(self):
        with open("/proc/thread-self/net/nf_conntrack") as file:
            return file.read()

    def load(self, program, text):
        self.enter("host")
        environment = dict(os.environ, PATH=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        if program == "sh":
            environment["PATH"] = f"{backend_folder(self.backend)}:{environment['PATH']}"
            command = ["sh", "-e"]
        else:
            command = {"nft": ["nft", "-f", "-"], "ipset": ["ipset", "restore"]}.get(program, [program])
        done = subprocess.run(command, input=text, text=True, capture_output=True, env=environment)
        return {"code": done.returncode, "error": done.stderr}

    def show(self, command):
        self.enter("host")
        done = subprocess.run(command, text=True, capture_output=True)
        return done.stdout

    def close(self):
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        self.selector.close()
        for one in self.open_flows:
            one.socket.close()
        for descriptor in self.namespaces.values():
            os.close(descriptor)
        netns.enter(self.outside)
        for pid in self.pids:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
        os.close(self.outside)


class Probe:
    """Two questions and two answers."""

    serial = 0

    def __init__(self, lab, flow, protocol, version, port, address, source):
        self.lab, self.flow, self.protocol, self.version, self.port, self.address = lab, flow, protocol, version, port, address
        self.key = f"{flow} {protocol} {port} v{version}"
        self.result = None
        self.error = None
        self.rounds = 2
        family = socket.AF_INET if version == 4 else socket.AF_INET6
        self.socket = socket.socket(family, socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        try:
            if source:
                self.socket.bind((source, 0))
            code = self.socket.connect_ex((address, port))
            if code not in (0, errno.EINPROGRESS):
                return self.finish(name_of(code))
        except OSError as problem:
            return self.finish(name_of(problem.errno))
        self.own = self.socket.getsockname()[:2]
        self.sent = protocol == "udp"
        if self.sent:
            self.send()
        if not self.result:
            lab.selector.register(self.socket, selectors.EVENT_READ | (0 if self.sent else selectors.EVENT_WRITE), self.ready)

    @property
    def passed(self):
        return self.result is not None and self.result.startswith("answer")

    def send(self):
        try:
            self.socket.send(b"question")
        except OSError as problem:
            self.finish(name_of(problem.errno))

    def ready(self, _):
        if not self.sent:
            code = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code:
                return self.finish(name_of(code))
            self.sent = True
            self.lab.selector.modify(self.socket, selectors.EVENT_READ, self.ready)
            return self.send()
        try:
            text = self.socket.recv(2048).decode()
        except OSError as problem:
            return self.finish(name_of(problem.errno))
        if text == "":
            return self.finish("closed")
        self.rounds -= 1
        if self.rounds > 0:
            return self.send()
        self.finish(f"answer of {text}")

    def again(self):
        self.finish(None)
        self.rounds = 1
        self.lab.selector.register(self.socket, selectors.EVENT_READ, self.ready)
        self.send()

    def finish(self, result):
        self.result = result
        try:
            self.lab.selector.unregister(self.socket)
        except (KeyError, ValueError):
            pass

    def close(self):
        self.finish(self.result)
        self.socket.close()

    def send_error(self, raw):
        """An error of the client's about a packet that came to it: fragmentation needed, packet too big."""
        Probe.serial += 1
        own = self.own
        if self.flow == "own-wan":
            inner = (own[0], own[1], self.address, self.port)
        else:
            inner = (self.address, self.port, own[0], own[1])
        number = 6 if self.protocol == "tcp" else 17
        ports = struct.pack("!HHI", inner[1], inner[3], Probe.serial)
        target = inner[0]
        try:
            if self.version == 4:
                head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 1500, 1, 0x4000, 63, number, 0, socket.inet_aton(inner[0]), socket.inet_aton(inner[2]))
                head = head[:10] + struct.pack("!H", checksum(head)) + head[12:]
                body = struct.pack("!BBHHH", 3, 4, 0, 0, 1400) + head + ports
                body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
                raw.sendto(body, (target, 0))
            else:
                pack = lambda text: socket.inet_pton(socket.AF_INET6, text)  # noqa: E731
                head = struct.pack("!IHBB16s16s", 0x60000000, 1460, number, 63, pack(inner[0]), pack(inner[2]))
                raw.sendto(struct.pack("!BBHI", 2, 0, 0, 1400) + head + ports, (target, 0))
        except OSError:
            pass
        family = socket.AF_INET if self.version == 4 else socket.AF_INET6
        return (family, inner[1], inner[3], Probe.serial)


def checksum(data):
    total = sum(struct.unpack(f"!{(len(data) + 1) // 2}H", data + b"\0" * (len(data) % 2)))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def plain(address):
    return address.removeprefix("::ffff:")


def name_of(code):
    # Whether a refusal comes from the rules or from the host is the same to who asks.
    return "refused" if code in (errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EACCES, errno.EPERM, errno.ECONNRESET) else errno.errorcode.get(code, str(code))


_folders = {}


def backend_folder(backend):
    """A folder in which iptables is the program of one backend."""
    if backend not in _folders:
        import tempfile

        folder = tempfile.mkdtemp(prefix="conntrack-planner-")
        for name in ("iptables", "ip6tables"):
            os.symlink(f"/usr/sbin/{name}-{backend}", os.path.join(folder, name))
        _folders[backend] = folder
    return _folders[backend]


def main():
    lab = None
    for line in sys.stdin:
        order = json.loads(line)
        kind = order["order"]
        answer = {}
        if kind == "open":
            lab = Lab(order)
        elif kind == "load":
            answer = lab.load(order["program"], order["text"])
        elif kind == "probe":
            answer = lab.probe(order.get("quiet", QUIET), order.get("keep", False))
        elif kind == "goOn":
            answer = lab.go_on()
        elif kind == "show":
            answer = {"text": lab.show(order["command"])}
        elif kind == "entries":
            lab.enter("host")
            answer = {"text": lab.entries()}
        elif kind == "close":
            lab.close()
            lab = None
        print(json.dumps(answer), flush=True)
    if lab:
        lab.close()
    import shutil

    for folder in _folders.values():
        shutil.rmtree(folder, ignore_errors=True)


main()
