// What goes when a full table gets new flows. Each state fills a table of its own, one entry a bucket on average, so that
// the eight buckets in which the kernel looks for a victim are seldom empty.
#include "lab.h"

#define START 1000u
#define REPLY 9000u
// No flow comes from a port below 1024, so that no reply has it either.
#define NEW_PORT 53
#define NEWCOMER "dport=53 "

struct state { const char *name; void (*make)(int socket, long count); };

#define EACH(count) for (long i = 0; i < (count); i++)
#define FLOW flow_number(i, 1)

static void tcp_to(int s, long count, int step) {
  EACH(count) {
    struct flow flow = FLOW;
    send_tcp(s, flow, SYN, START, 0);
    if (step > 0) send_tcp(s, back(flow), SYN | ACK, REPLY, START + 1);
    if (step > 1) send_tcp(s, flow, ACK, START + 1, REPLY + 1);
    if (step == 9) send_tcp(s, flow, RST | ACK, START + 1, REPLY + 1);
    else if (step > 2) send_tcp(s, flow, FIN | ACK, START + 1, REPLY + 1);
    if (step == 9) continue;
    if (step > 3) send_tcp(s, back(flow), ACK, REPLY + 1, START + 2);
    if (step > 4) send_tcp(s, back(flow), FIN | ACK, REPLY + 1, START + 2);
    if (step > 5) send_tcp(s, flow, ACK, START + 2, REPLY + 2);
  }
}

static void syn_sent(int s, long n) { tcp_to(s, n, 0); }
static void syn_recv(int s, long n) { tcp_to(s, n, 1); }
static void established(int s, long n) { tcp_to(s, n, 2); }
static void fin_wait(int s, long n) { tcp_to(s, n, 3); }
static void close_wait(int s, long n) { tcp_to(s, n, 4); }
static void last_ack(int s, long n) { tcp_to(s, n, 5); }
static void time_wait(int s, long n) { tcp_to(s, n, 6); }
static void reset(int s, long n) { tcp_to(s, n, 9); }
static void picked_up(int s, long n) { EACH(n) send_tcp(s, FLOW, ACK, START, REPLY); }
static void udp(int s, long n) { EACH(n) send_udp(s, FLOW); }

static void udp_replied(int s, long n) {
  EACH(n) {
    send_udp(s, FLOW);
    send_udp(s, back(FLOW));
  }
}

/** Assured once packets go both ways for more than two seconds. */
static void udp_stream(int s, long n) {
  udp_replied(s, n);
  usleep(2300000);
  udp_replied(s, n);
  udp_replied(s, n);
}

static void echo(int s, long n) { EACH(n) send_echo(s, FLOW, 0); }

static void echo_replied(int s, long n) {
  EACH(n) {
    send_echo(s, FLOW, 0);
    send_echo(s, back(FLOW), 1);
  }
}

static void half_assured(int s, long n) {
  established(s, n / 2);
  EACH(n - n / 2) send_udp(s, flow_number(i, 2));
}

static const struct state STATES[] = {
    {"SYN_SENT", syn_sent},     {"SYN_RECV", syn_recv},   {"ESTABLISHED", established}, {"FIN_WAIT", fin_wait},
    {"CLOSE_WAIT", close_wait}, {"LAST_ACK", last_ack},   {"TIME_WAIT", time_wait},     {"CLOSE", reset},
    {"ESTABLISHED one way", picked_up}, {"UDP", udp},     {"UDP replied", udp_replied}, {"UDP stream", udp_stream},
    {"ICMP", echo},             {"ICMP replied", echo_replied}, {"half ESTABLISHED, half UDP", half_assured},
};

struct table { long entries, newcomers, assured, short_reads; };

/**
 * The table, counted. Newcomers are told by their port. Kernels up to 6.12 at least show less than there is now and then,
 * where one read(2) does not take it all: then it is read again.
 */
static struct table look(void) {
  struct table found = {0, 0, 0, 0};
  for (int tries = 0; tries < 20; tries++) {
    long lines = 0;
    char *text = read_whole("/proc/net/nf_conntrack"), *rest = text;
    found.newcomers = found.assured = 0;
    for (char *line; (line = strsep(&rest, "\n"));) {
      if (!*line) continue;
      lines++;
      if (strstr(line, NEWCOMER)) found.newcomers++;
      if (strstr(line, "[ASSURED]")) found.assured++;
    }
    free(text);
    found.entries = read_number(COUNT);
    if (lines == found.entries) return found;
    found.short_reads++;
  }
  note("the table", "never showed all of its entries");
  return found;
}

static int evict(const void *argument) {
  const struct state *state = argument;
  keep_entries();
  long buckets = read_number(BUCKETS);
  int s = raw_socket();
  state->make(s, buckets);
  struct table full = look();
  EACH(buckets / 2) {
    struct flow flow = flow_number(i, 3);
    flow.to_port = NEW_PORT;
    send_udp(s, flow);
  }
  struct table after = look();
  say_kind("evicted");
  say_text("state", state->name);
  say_number("max", read_number(MAX));
  say_number("buckets", buckets);
  say_number("filled", full.entries);
  say_number("assured", full.assured);
  say_number("offered", buckets / 2);
  say_number("taken", after.newcomers);
  say_number("left", after.entries - after.newcomers);
  say_number("leftAssured", after.assured);
  say_number("shortReads", full.short_reads + after.short_reads);
  say_done();
  char label[96];
  snprintf(label, sizeof label, "statistics after %s", state->name);
  say_file(label, "/proc/net/stat/nf_conntrack");
  close(s);
  return 0;
}

/** The limit lowered under entries that nothing assures: what the first new flows do. */
static int lower(const void *unused) {
  (void)unused;
  long buckets = read_number(BUCKETS);
  keep_entries();
  flood(1, buckets / 2);
  long before = read_number(COUNT);
  write_outside(MAX, buckets / 4);
  flood(4, 1);
  say_kind("lowered");
  say_number("before", before);
  say_number("to", buckets / 4);
  say_number("afterOne", read_number(COUNT));
  flood(5, 20);
  say_number("afterMore", read_number(COUNT));
  say_done();
  return 0;
}

void measure_eviction(void) {
  must_write(BUCKETS, 512);
  must_write(MAX, read_number(BUCKETS));
  for (size_t i = 0; i < LENGTH(STATES); i++) in_namespace(evict, &STATES[i]);
  in_namespace(lower, NULL);
  must_write(MAX, 262144);
}
