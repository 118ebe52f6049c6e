// The three namespaces and the two pairs of devices between them.
#include "machine.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <net/route.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>

static int spaces[3];
static pid_t holders[3];

/** A process that keeps a namespace alive. */
static pid_t hold(void) {
  int told[2];
  char byte;
  if (pipe(told) != 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (unshare(CLONE_NEWNET) != 0) note("no namespace", strerror(errno));
    if (write(told[1], "x", 1) != 1) _exit(1);
    for (;;) pause();
  }
  if (read(told[0], &byte, 1) != 1) note("a namespace", "was not made");
  close(told[0]);
  close(told[1]);
  return child;
}

static int space_of(pid_t process) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/ns/net", process);
  return open(path, O_RDONLY | O_CLOEXEC);
}

void enter(enum side side) {
  if (setns(spaces[side], CLONE_NEWNET) != 0) note("setns", strerror(errno));
}

static struct rtattr *put(char *message, int type, const void *data, size_t size) {
  struct nlmsghdr *head = (struct nlmsghdr *)message;
  struct rtattr *attribute = (struct rtattr *)(message + NLMSG_ALIGN(head->nlmsg_len));
  attribute->rta_type = type;
  attribute->rta_len = RTA_LENGTH(size);
  if (size) memcpy(RTA_DATA(attribute), data, size);
  head->nlmsg_len = NLMSG_ALIGN(head->nlmsg_len) + RTA_ALIGN(attribute->rta_len);
  return attribute;
}

static void end(char *message, struct rtattr *nest) {
  struct nlmsghdr *head = (struct nlmsghdr *)message;
  nest->rta_len = (char *)message + head->nlmsg_len - (char *)nest;
}

/** A pair of devices: `near` here, `far` in the namespace of a process. */
static void make_pair(const char *near, const char *far, pid_t process) {
  char message[1024] = {0};
  struct nlmsghdr *head = (struct nlmsghdr *)message;
  head->nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg));
  head->nlmsg_type = RTM_NEWLINK;
  head->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_EXCL | NLM_F_ACK;
  put(message, IFLA_IFNAME, near, strlen(near) + 1);
  struct rtattr *info = put(message, IFLA_LINKINFO, NULL, 0);
  put(message, IFLA_INFO_KIND, "veth", 4);
  struct rtattr *data = put(message, IFLA_INFO_DATA, NULL, 0);
  struct ifinfomsg none = {0};
  struct rtattr *peer = put(message, VETH_INFO_PEER, &none, sizeof none);
  put(message, IFLA_IFNAME, far, strlen(far) + 1);
  uint32_t number = process;
  put(message, IFLA_NET_NS_PID, &number, sizeof number);
  end(message, peer);
  end(message, data);
  end(message, info);
  int s = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  char answer[1024];
  if (send(s, message, head->nlmsg_len, 0) < 0 || recv(s, answer, sizeof answer, 0) < 0) note("netlink", strerror(errno));
  int failed = -((struct nlmsgerr *)NLMSG_DATA((struct nlmsghdr *)answer))->error;
  if (failed) note("a pair of devices", strerror(failed));
  close(s);
}

static struct sockaddr internet(const char *text) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  inet_pton(AF_INET, text, &address.sin_addr);
  struct sockaddr any;
  memcpy(&any, &address, sizeof any);
  return any;
}

static void set_up(const char *device, const char *address) {
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq request = {0};
  snprintf(request.ifr_name, IFNAMSIZ, "%s", device);
  if (address) {
    request.ifr_addr = internet(address);
    if (ioctl(s, SIOCSIFADDR, &request) != 0) note(device, strerror(errno));
    request.ifr_netmask = internet("255.255.255.0");
    ioctl(s, SIOCSIFNETMASK, &request);
  }
  ioctl(s, SIOCGIFFLAGS, &request);
  request.ifr_flags |= IFF_UP | IFF_RUNNING;
  ioctl(s, SIOCSIFFLAGS, &request);
  close(s);
}

/** By way of a neighbour. */
static void route(const char *to, const char *mask, const char *by) {
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct rtentry entry = {.rt_flags = RTF_UP | RTF_GATEWAY};
  entry.rt_dst = internet(to);
  entry.rt_genmask = internet(mask);
  entry.rt_gateway = internet(by);
  if (ioctl(s, SIOCADDRT, &entry) != 0) note(to, strerror(errno));
  close(s);
}

void make_network(void) {
  spaces[HOST] = space_of(getpid());
  for (enum side side = CLIENT; side <= SERVER; side++) {
    if (side == HOST) continue;
    holders[side] = hold();
    spaces[side] = space_of(holders[side]);
  }
  make_pair("clients", "up", holders[CLIENT]);
  make_pair("servers", "up", holders[SERVER]);
  set_up("lo", NULL);
  set_up("clients", HOST_ADDRESS);
  set_up("servers", "10.2.0.1");
  write_file(SYSCTL "net/ipv4/ip_forward", "1");
  // Made-up clients are behind the one that is there; it forwards nothing, and says nothing.
  route("10.5.0.0", "255.255.0.0", CLIENT_ADDRESS);
  // And nobody's addresses behind the server.
  route("10.6.0.0", "255.255.0.0", SERVER_ADDRESS);
  enter(CLIENT);
  set_up("lo", NULL);
  set_up("up", CLIENT_ADDRESS);
  set_up("up:1", CROWD_ADDRESS);
  route("0.0.0.0", "0.0.0.0", HOST_ADDRESS);
  load_rules("ends");
  enter(SERVER);
  set_up("lo", NULL);
  set_up("up", SERVER_ADDRESS);
  route("0.0.0.0", "0.0.0.0", "10.2.0.1");
  load_rules("ends");
  enter(HOST);
  load_rules("host");
}

/** So that no answer overtakes its question on the way through the devices. */
void stay_on_one_processor(void) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  sched_setaffinity(0, sizeof one, &one);
}

/** A socket on its way, or -1. */
int connect_now(const char *from, const char *to, int port) {
  int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  struct sockaddr_in here = {.sin_family = AF_INET}, there = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, from, &here.sin_addr);
  inet_pton(AF_INET, to, &there.sin_addr);
  if (bind(s, (struct sockaddr *)&here, sizeof here) == 0 &&
      (connect(s, (struct sockaddr *)&there, sizeof there) == 0 || errno == EINPROGRESS))
    return s;
  close(s);
  return -1;
}
