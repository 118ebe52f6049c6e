// Culprits and services, each a process of its own.
#include "machine.h"
#include <arpa/inet.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

/** Milliseconds between two looks at the clock. */
#define STEP 5

static pid_t in(enum side side) {
  pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  enter(side);
  return 0;
}

void stop(pid_t child) {
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
}

static void answer(int s) {
  char bytes[4096];
  ssize_t n = recv(s, bytes, sizeof bytes, 0);
  if (n > 0) send(s, bytes, n, MSG_NOSIGNAL);
  else if (n == 0 || errno != EAGAIN) close(s);
}

/** Echoes, and closes what the other side has closed. */
pid_t start_echo(enum side side) {
  pid_t child = in(side);
  if (child != 0) return child;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1, poll = epoll_create1(0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(SERVICE)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&here, sizeof here) != 0 || listen(listener, 1024) != 0) note("listen", strerror(errno));
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    if (epoll_wait(poll, &event, 1, -1) != 1) continue;
    if (event.data.fd != listener) {
      answer(event.data.fd);
      continue;
    }
    int s = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (s < 0) continue;
    struct epoll_event added = {.events = EPOLLIN, .data.fd = s};
    epoll_ctl(poll, EPOLL_CTL_ADD, s, &added);
  }
}

/** How many are due by now at so many a second. */
static long due(double start, int rate) { return (long)((clock_now() - start) * rate); }

#define ROOM 1024

/** Connections that are opened and closed at once, by sockets. One that is not open after a second is given up. */
pid_t start_closing(int rate) {
  pid_t child = in(CLIENT);
  if (child != 0) return child;
  static struct { int s; double since; } open[ROOM];
  for (int i = 0; i < ROOM; i++) open[i].s = -1;
  double start = clock_now();
  for (long made = 0;; usleep(STEP * 1000)) {
    for (; made < due(start, rate); made++) {
      int at = made % ROOM;
      if (open[at].s >= 0) close(open[at].s);
      open[at].s = connect_now(CROWD_ADDRESS, HOST_ADDRESS, SERVICE);
      open[at].since = clock_now();
    }
    for (int i = 0; i < ROOM; i++) {
      struct sockaddr_in peer;
      socklen_t size = sizeof peer;
      if (open[i].s < 0) continue;
      int is_open = getpeername(open[i].s, (struct sockaddr *)&peer, &size) == 0;
      if (!is_open && clock_now() - open[i].since < 1) continue;
      close(open[i].s);
      open[i].s = -1;
    }
  }
}

struct segment { enum side from; int flags; uint32_t sequence, acknowledged; };
struct script { const char *kind; int count; struct segment segments[4]; };

#define OPENED {CLIENT, SYN, 1000, 0}, {SERVER, SYN | ACK, 9000, 1001}, {CLIENT, ACK, 1001, 9001}

static const struct script SCRIPTS[] = {
    {"fin-wait", 4, {OPENED, {CLIENT, FIN | ACK, 1001, 9001}}},
    {"picked-up", 1, {{CLIENT, ACK, 1000, 9000}}},
    {"idle", 3, {OPENED}},
};

/** Flows that no socket makes on demand: each from a made-up client through the host to the server, from both sides. */
static void play(const struct script *script, const int *sockets, long number) {
  struct flow flow = {0x0a050001u + (uint32_t)(number / 50000), ntohl(inet_addr(SERVER_ADDRESS)), 1024 + number % 50000, BY_HAND};
  // The server sees the host's address in place of the client's, and the same port: nobody else has it.
  struct flow seen = flow;
  seen.from = ntohl(inet_addr("10.2.0.1"));
  for (int i = 0; i < script->count; i++) {
    const struct segment *one = &script->segments[i];
    int s = sockets[one->from];
    if (one->from == CLIENT) send_tcp(s, flow, one->flags, one->sequence, one->acknowledged);
    else send_tcp(s, back(seen), one->flags, one->sequence, one->acknowledged);
    usleep(1000);
  }
}

pid_t start_segments(const char *kind, int rate) {
  pid_t child = in(CLIENT);
  if (child != 0) return child;
  int sockets[3] = {raw_socket(), -1, -1};
  enter(SERVER);
  sockets[SERVER] = raw_socket();
  double start = clock_now();
  for (long made = 0;; usleep(STEP * 1000))
    for (; made < due(start, rate); made++) {
      if (strcmp(kind, "syn") == 0) {
        struct flow flow = {0x0a050001u + (uint32_t)(made / 50000), ntohl(inet_addr(HOST_ADDRESS)), 1024 + made % 50000, SERVICE};
        send_tcp(sockets[CLIENT], flow, SYN, 1000, 0);
        continue;
      }
      if (strcmp(kind, "udp") == 0) {
        struct flow flow = {0x0a050001u + (uint32_t)(made / 50000), ntohl(inet_addr(SERVER_ADDRESS)), 1024 + made % 50000, BY_HAND};
        send_udp(sockets[CLIENT], flow);
        continue;
      }
      for (size_t i = 0; i < LENGTH(SCRIPTS); i++)
        if (strcmp(SCRIPTS[i].kind, kind) == 0) play(&SCRIPTS[i], sockets, made);
    }
}
