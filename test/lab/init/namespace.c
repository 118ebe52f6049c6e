// Throwaway network namespaces: each experiment has its own, and the next waits until its entries are gone.
#include "lab.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

static struct sockaddr address(const char *text) {
  struct sockaddr_in internet = {.sin_family = AF_INET};
  inet_pton(AF_INET, text, &internet.sin_addr);
  struct sockaddr any;
  memcpy(&any, &internet, sizeof any);
  return any;
}

/**
 * The loopback device up, with an address that masquerading can take, and a route by which 10/8 leaves through it. Nobody
 * has those addresses: packets are tracked on their way out, loop back, and are dropped without an answer.
 */
void raise_loopback(void) {
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq request = {.ifr_name = "lo"};
  ioctl(s, SIOCGIFFLAGS, &request);
  request.ifr_flags |= IFF_UP | IFF_RUNNING;
  ioctl(s, SIOCSIFFLAGS, &request);
  struct ifreq second = {.ifr_name = "lo:1"};
  second.ifr_addr = address("10.9.9.9");
  ioctl(s, SIOCSIFADDR, &second);
  second.ifr_addr = address("255.255.255.255");
  ioctl(s, SIOCSIFNETMASK, &second);
  struct rtentry route = {.rt_flags = RTF_UP, .rt_dev = "lo"};
  route.rt_dst = address("10.0.0.0");
  route.rt_genmask = address("255.0.0.0");
  if (ioctl(s, SIOCADDRT, &route) != 0) note("route to 10.0.0.0/8", strerror(errno));
  close(s);
}

static long entries_alive(void) {
  static struct slabs slabs;
  read_slabs(&slabs);
  for (int i = 0; i < slabs.count; i++)
    if (strcmp(slabs.list[i].name, "nf_conntrack") == 0) return slabs.list[i].active;
  return 0;
}

/** What body returned, in a child of its own. */
int in_namespace(int (*body)(const void *), const void *argument) {
  pid_t child = fork();
  if (child == 0) {
    if (unshare(CLONE_NEWNET) != 0) {
      note("no namespace", strerror(errno));
      _exit(255);
    }
    raise_loopback();
    _exit(body(argument));
  }
  int status = 0;
  waitpid(child, &status, 0);
  // A worker takes namespaces down. Slabs count what processors keep for themselves, too, so a few always seem alive.
  for (int i = 0; i < 60 && entries_alive() > 1500; i++) usleep(100000);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

void write_outside(const char *path, long number) {
  int own = open("/proc/self/ns/net", O_RDONLY), initial = open("/proc/1/ns/net", O_RDONLY);
  if (setns(initial, CLONE_NEWNET) != 0) note("setns", strerror(errno));
  must_write(path, number);
  setns(own, CLONE_NEWNET);
  close(own);
  close(initial);
}

/** Timeouts of this namespace longer than any experiment: a slow emulator must not see its entries expire meanwhile. */
void keep_entries(void) {
  static const char *const SHORT[] = {"udp_timeout", "udp_timeout_stream", "icmp_timeout", "tcp_timeout_syn_sent", "tcp_timeout_syn_recv",
                                      "tcp_timeout_last_ack", "tcp_timeout_close_wait", "tcp_timeout_close", "tcp_timeout_fin_wait", "tcp_timeout_time_wait"};
  for (size_t i = 0; i < LENGTH(SHORT); i++) {
    char path[128];
    snprintf(path, sizeof path, NETFILTER "nf_conntrack_%s", SHORT[i]);
    must_write(path, 3600);
  }
}
