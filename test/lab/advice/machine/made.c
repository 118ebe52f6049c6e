// Flows that no socket makes on demand: packets of made-up clients, and answers of the server, all by hand.
#include "machine.h"
#include <arpa/inet.h>

struct segment { enum side from; int flags; uint32_t sequence, acknowledged; };
struct script { const char *kind; int count; struct segment segments[5]; };

#define OPENED {CLIENT, SYN, 1000, 0}, {SERVER, SYN | ACK, 9000, 1001}, {CLIENT, ACK, 1001, 9001}

static const struct script SCRIPTS[] = {
    {"fin-wait", 4, {OPENED, {CLIENT, FIN | ACK, 1001, 9001}}},
    {"half-closed", 5, {OPENED, {CLIENT, FIN | ACK, 1001, 9001}, {SERVER, ACK, 9001, 1002}}},
    {"picked-up", 1, {{CLIENT, ACK, 1000, 9000}}},
    {"idle", 3, {OPENED}},
    {"bad-flags", 1, {{CLIENT, SYN | RST, 1000, 9000}}},
};

static int sockets[3] = {-1, -1, -1};
/** Flows a second. */
static int rate;

#define PORTS 50000
static uint32_t address(const char *text) { return ntohl(inet_addr(text)); }

/** From a client of 10.5.0.0/16, each with many ports, through the host to the server. */
static struct flow forwarded(long number) {
  return (struct flow){0x0a050001u + (uint32_t)(number / PORTS), address(SERVER_ADDRESS), 1024 + number % PORTS, BY_HAND};
}

/** The server sees the host's address in place of the client's, and the same port: nobody else has it. */
static struct flow answer_of(struct flow flow) {
  flow.from = address("10.2.0.1");
  return back(flow);
}

static void play(const struct script *script, long number) {
  for (int i = 0; i < script->count; i++) {
    const struct segment *one = &script->segments[i];
    struct flow flow = one->from == CLIENT ? forwarded(number) : answer_of(forwarded(number));
    send_tcp(sockets[one->from], flow, one->flags, one->sequence, one->acknowledged);
  }
}

static void syn(long number) {
  struct flow flow = forwarded(number);
  flow.to = address(HOST_ADDRESS);
  flow.to_port = SERVICE;
  send_tcp(sockets[CLIENT], flow, SYN, 1000, 0);
}

static void udp(long number) { send_udp(sockets[CLIENT], forwarded(number)); }

/** Answers that nobody asked for, each from another server of the world, to the host. */
static void reflected(long number) {
  static const uint16_t SERVICES[] = {123, 53, 1900, 389};
  send_udp(sockets[CLIENT], (struct flow){0x0a050001u + (uint32_t)(number % 65000), address(HOST_ADDRESS), SERVICES[number % 4], 20000 + number % 20000});
}

/** One client asks every address behind the server, which is nobody's. */
static void ping(long number) {
  send_echo(sockets[CLIENT], (struct flow){0x0a050001u, 0x0a060001u + (uint32_t)(number % 65000), 1 + number % 65000, 0}, 0);
}

/** Many clients try a server that is down, each again and again. */
static void unanswered(long number) {
  struct flow flow = forwarded(number);
  flow.from = 0x0a050001u + (uint32_t)(number % 100);
  send_tcp(sockets[CLIENT], flow, SYN, 1000, 0);
}

/** Both ways at once, and again three seconds later: from then on it counts as a stream. */
static void stream(long number) {
  for (long each = number; each >= 0 && each >= number - 3 * rate; each -= 3 * rate) {
    send_udp(sockets[CLIENT], forwarded(each));
    send_udp(sockets[SERVER], answer_of(forwarded(each)));
  }
}

static const struct { const char *kind; void (*make)(long number); } MADE[] = {
    {"syn", syn}, {"udp", udp}, {"reflected", reflected}, {"ping", ping}, {"unanswered", unanswered}, {"stream", stream},
};

/** As many as the table holds, and few from then on: what matters is that they are silent. */
#define IDLE 2100
#define IDLE_EACH 50

static void make(const char *kind, long number) {
  if (strcmp(kind, "idle") == 0 && number > IDLE && number % IDLE_EACH) return;
  for (size_t i = 0; i < LENGTH(MADE); i++)
    if (strcmp(MADE[i].kind, kind) == 0) MADE[i].make(number);
  for (size_t i = 0; i < LENGTH(SCRIPTS); i++)
    if (strcmp(SCRIPTS[i].kind, kind) == 0) play(&SCRIPTS[i], number);
}

void start_made(const char *kind, int a_second) {
  if (in(CLIENT) != 0) return;
  rate = a_second;
  stay_on_one_processor();
  sockets[CLIENT] = raw_socket();
  enter(SERVER);
  sockets[SERVER] = raw_socket();
  double start = clock_now();
  int step = rate > 1000 / STEP ? STEP : 1000 / rate;
  for (long made = 0;; usleep(step * 1000))
    for (; made < due(start, rate); made++) make(kind, made);
}
