# Network namespaces of this process, made and changed without leaving anything behind: they go when it ends.
import ctypes
import os
import signal
import subprocess
import time

CLONE_NEWNET = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


def _check(result):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def enter_new():
    """Moves this process into a new namespace, and returns a descriptor that keeps it alive."""
    _check(_libc.unshare(CLONE_NEWNET))
    return os.open("/proc/self/ns/net", os.O_RDONLY)


def enter(descriptor):
    _check(_libc.setns(descriptor, CLONE_NEWNET))


def in_child(work):
    """Runs work() in a child that moves into a new namespace first, and is killed with this process. Returns its pid."""
    here = os.getpid()
    ready, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        _libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != here:
            os._exit(1)
        enter_new()
        os.write(told, b"x")
        try:
            work()
        finally:
            os._exit(0)
    os.read(ready, 1)
    os.close(ready)
    os.close(told)
    return pid


def idle():
    while True:
        time.sleep(3600)


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def rules(text):
    """Loads nftables rules into the namespace this process is in."""
    subprocess.run(["nft", "-f", "-"], input=text, text=True, check=True)


def write(path, value):
    with open("/proc/sys/" + path, "w") as file:
        file.write(str(value))


def read(path):
    with open("/proc/sys/" + path) as file:
        return int(file.read())


def count():
    return read("net/netfilter/nf_conntrack_count")


def settle():
    """Waits for the entries of namespaces that have gone. Returns how many the machine still has, which the collector minds."""
    for _ in range(40):
        with open("/sys/kernel/slab/nf_conntrack/shrink", "w") as file:
            file.write("1")
        with open("/proc/slabinfo") as file:
            objects = sum(int(line.split()[1]) for line in file if line.startswith("nf_conntrack "))
        if objects < 50:
            break
        time.sleep(1)
    return objects
