// Services, and culprits with sockets, each a process of its own.
#include "machine.h"
#include <arpa/inet.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/** 0 in a process of its own on that side, which ends with this one. */
pid_t in(enum side side) {
  pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  enter(side);
  return 0;
}

static void answer(int s) {
  char bytes[4096];
  ssize_t n = recv(s, bytes, sizeof bytes, 0);
  if (n > 0) send(s, bytes, n, MSG_NOSIGNAL);
  else if (n == 0 || errno != EAGAIN) close(s);
}

/** Echoes, and closes what the other side has closed. */
void start_echo(enum side side) {
  if (in(side) != 0) return;
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
long due(double start, int rate) { return (long)((clock_now() - start) * rate); }

#define ROOM 1024

/** Connections that are open for so many seconds, and end with a reset, by sockets of one client. */
void start_holding(int rate, int seconds) {
  if (in(CLIENT) != 0) return;
  int room = rate * seconds, *held = calloc(room, sizeof *held);
  double start = clock_now();
  for (long made = 0;; usleep(STEP * 1000))
    for (; made < due(start, rate); made++) {
      int *one = &held[made % room];
      if (made >= room) reset(*one);
      *one = connect_now(CROWD_ADDRESS, HOST_ADDRESS, SERVICE);
    }
}

/** Connections that are opened and closed at once, by sockets. One that is not open after a second is given up. */
void start_closing(int rate) {
  if (in(CLIENT) != 0) return;
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
