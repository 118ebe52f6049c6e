// Flows that end in every way that hosts bring about on their own, at a steady rate, and the table by state meanwhile. The
// same classes and times as test/kernel/run-tables.ts sends on the kernel at hand; segments are made from both sides.
#include "machine.h"
#include <arpa/inet.h>
#include <sys/socket.h>

#define RATE 10
/** Between two flows. A machine that is slow falls behind: how many were sent is told from APART before the first dump on. */
#define FIRST 34.05
#define APART 17
#define DUMPS 4
#define GAP 0.005
#define FAR (1u << 30)

struct event { double at; enum side from; int flags; uint32_t sequence, acknowledged; int size, window; };

#define MOST 12
struct class { const char *name; int count; struct event events[MOST]; long sent[MOST]; };

#define SYN_OUT {0, CLIENT, SYN, 0, 0, 0, 65535}
#define OPENED SYN_OUT, {GAP, SERVER, SYN | ACK, 0, 1, 0, 65535}, {2 * GAP, CLIENT, ACK, 1, 1, 0, 65535}
#define DATA(when) {when, CLIENT, ACK, 1, 1, 100, 65535}
#define ENDS(when, side) {when, side, FIN | ACK, 1, 1, 0, 65535}
#define CLOSES(when) {when, SERVER, FIN | ACK, 1, 2, 0, 65535}
#define PROBE(when) {when, CLIENT, ACK, 0, 1, 0, 65535}

static struct class CLASSES[] = {
    // Sent again after 0.2, 0.6, 1.4 and 3 s.
    {"in-flight", 8, {OPENED, DATA(.015), DATA(.215), DATA(.615), DATA(1.415), DATA(3.015)}, {0}},
    {"fin-unanswered", 8, {OPENED, ENDS(.015, CLIENT), ENDS(.215, CLIENT), ENDS(.615, CLIENT), ENDS(1.415, CLIENT), ENDS(3.015, CLIENT)}, {0}},
    {"last-ack-lost", 9, {OPENED, ENDS(.015, CLIENT), CLOSES(.02), CLOSES(.22), CLOSES(.62), CLOSES(1.42), CLOSES(3.02)}, {0}},
    {"refused", 2, {SYN_OUT, {GAP, SERVER, RST | ACK, 0, 1, 0, 0}}, {0}},
    {"picked-up", 6, {DATA(0), DATA(.2), DATA(.4), DATA(.6), DATA(.8), DATA(1)}, {0}},
    {"keepalive", 7, {OPENED, PROBE(2), PROBE(3), PROBE(4), {5, CLIENT, RST | ACK, 1, 1, 0, 0}}, {0}},
    {"zero-window", 5, {OPENED, DATA(.015), {.02, SERVER, ACK, 1, 101, 0, 0}}, {0}},
    {"reset-ignored", 4, {OPENED, {.015, CLIENT, RST | ACK, FAR, 1, 0, 0}}, {0}},
    // A flowtable carries what comes after the handshake; nothing acknowledges it.
    {"offloaded", 6, {OPENED, DATA(.1), DATA(.3), DATA(.5)}, {0}},
};

static const char *const TIMEOUTS[][2] = {
    {"established", "16"}, {"unacknowledged", "4"}, {"max_retrans", "5"}, {"fin_wait", "6"},
    {"last_ack", "3"},    {"close", "2"},          {"syn_recv", "4"},
};

static uint16_t folded(const uint8_t *bytes, size_t length, uint32_t sum) {
  for (size_t i = 0; i < length; i += 2) sum += (uint32_t)bytes[i] << 8 | (i + 1 < length ? bytes[i + 1] : 0);
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return (uint16_t)~sum;
}

/** With data and a window, which the lab's own segments have not. */
static void send_one(int s, struct flow flow, const struct event *event) {
  uint8_t packet[20 + 20 + 128] = {0x45};
  uint8_t *tcp = packet + 20;
  uint32_t start = event->from == CLIENT ? 1000 : 5000, other = event->from == CLIENT ? 5000 : 1000;
  uint32_t sequence = htonl(start + event->sequence), answer = htonl(event->flags & ACK ? other + event->acknowledged : 0);
  uint32_t from = htonl(flow.from), to = htonl(flow.to);
  uint16_t ports[] = {htons(flow.from_port), htons(flow.to_port)}, window = htons(event->window);
  size_t length = 20 + event->size;
  packet[8] = 64;
  packet[9] = IPPROTO_TCP;
  memcpy(packet + 12, &from, 4);
  memcpy(packet + 16, &to, 4);
  memcpy(tcp, ports, 4);
  memcpy(tcp + 4, &sequence, 4);
  memcpy(tcp + 8, &answer, 4);
  tcp[12] = 5 << 4;
  tcp[13] = event->flags;
  memcpy(tcp + 14, &window, 2);
  memset(tcp + 20, 'x', event->size);
  uint32_t pseudo = (flow.from >> 16) + (flow.from & 0xffff) + (flow.to >> 16) + (flow.to & 0xffff) + IPPROTO_TCP + length;
  uint16_t sum = htons(folded(tcp, length, pseudo));
  memcpy(tcp + 16, &sum, 2);
  struct sockaddr_in there = {.sin_family = AF_INET, .sin_addr.s_addr = to};
  if (sendto(s, packet, 20 + length, 0, (struct sockaddr *)&there, sizeof there) < 0) note("sendto", strerror(errno));
}

static void send_event(const int *sockets, size_t class, const struct event *event, long number) {
  struct flow flow = {0x0a050001u + (uint32_t)class, ntohl(inet_addr(SERVER_ADDRESS)), 1024 + number % 50000, BY_HAND + class};
  struct flow seen = flow;
  seen.from = ntohl(inet_addr("10.2.0.1"));
  send_one(sockets[event->from], event->from == CLIENT ? flow : back(seen), event);
}

/** Everything that is due by a time since the beginning. */
static void catch_up(const int *sockets, double now) {
  for (size_t class = 0; class < LENGTH(CLASSES); class++)
    for (int i = 0; i < CLASSES[class].count; i++) {
      const struct event *event = &CLASSES[class].events[i];
      while (CLASSES[class].sent[i] < (now - event->at) * RATE) send_event(sockets, class, event, CLASSES[class].sent[i]++);
    }
}

/** The first packets of each class so far. */
static void say_sent(double at) {
  char number[32];
  say_kind("sent");
  snprintf(number, sizeof number, "%.3f", at);
  say_text("at", number);
  for (size_t class = 0; class < LENGTH(CLASSES); class++) say_number(CLASSES[class].name, CLASSES[class].sent[0]);
  say_done();
}

/**
 * By netlink: up to 6.12, each piece of /proc/net/nf_conntrack finds its place by counting, and passes over entries where others
 * leave meanwhile (a third of them here).
 */
static char *list(void) {
  const char *args[] = {"/usr/sbin/conntrack", "-L", "-p", "tcp", NULL};
  if (run_tool(args, "/tmp/list") != 0) note("conntrack", "did not list the table");
  return read_whole("/tmp/list");
}

static const char *const STATES[] = {"SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT", "CLOSE"};

/** Of each class, which are told apart by the ports that they go to. */
static void dump(double at) {
  long counts[LENGTH(CLASSES)][LENGTH(STATES)] = {0};
  char *text = list(), *rest = text;
  for (char *line; (line = strsep(&rest, "\n"));) {
    char name[24], *port = strstr(line, "dport=");
    if (!port || sscanf(line, "tcp %*s %*s %23s", name) != 1) continue;
    // Shown without a state, as no packet reaches it.
    if (strstr(line, "OFFLOAD]")) strcpy(name, "ESTABLISHED");
    size_t class = atoi(port + 6) - BY_HAND;
    for (size_t i = 0; class < LENGTH(CLASSES) && i < LENGTH(STATES); i++) counts[class][i] += strcmp(STATES[i], name) == 0;
  }
  free(text);
  for (size_t class = 0; class < LENGTH(CLASSES); class++) {
    char number[32];
    say_kind("dump");
    snprintf(number, sizeof number, "%.3f", at);
    say_text("at", number);
    say_text("class", CLASSES[class].name);
    for (size_t i = 0; i < LENGTH(STATES); i++)
      if (counts[class][i]) say_number(STATES[i], counts[class][i]);
    say_done();
  }
}

void measure_occupancy(void) {
  must_write(BUCKETS, 8192);
  must_write(MAX, 65536);
  make_network();
  for (size_t i = 0; i < LENGTH(TIMEOUTS); i++) {
    char path[128];
    snprintf(path, sizeof path, NETFILTER "nf_conntrack_tcp_timeout_%s", TIMEOUTS[i][0]);
    write_file(path, TIMEOUTS[i][1]);
  }
  load_rules("offload");
  write_file(NETFILTER "nf_flowtable_tcp_timeout", "3");
  stay_on_one_processor();
  int sockets[3] = {-1, -1, -1};
  enter(CLIENT);
  sockets[CLIENT] = raw_socket();
  enter(SERVER);
  sockets[SERVER] = raw_socket();
  enter(HOST);
  // Neighbours find each other first.
  struct flow flow = {ntohl(inet_addr(CLIENT_ADDRESS)), ntohl(inet_addr(SERVER_ADDRESS)), 1, BY_HAND};
  struct flow seen = {ntohl(inet_addr("10.2.0.1")), flow.to, 1, BY_HAND};
  send_udp(sockets[CLIENT], flow);
  send_udp(sockets[SERVER], back(seen));
  sleep(2);
  double start = clock_now();
  for (int looks = -1; looks < DUMPS;) {
    double now = clock_now() - start;
    catch_up(sockets, now);
    if (now >= FIRST + APART * looks) {
      say_sent(now);
      if (looks >= 0) dump(now);
      looks++;
    }
    usleep(2000);
  }
}
