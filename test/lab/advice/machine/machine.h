// What the files of this /init share: a client, a host that tracks and translates, and a server behind it, each a network
// namespace of the one machine. The host is the initial namespace.
#ifndef MACHINE_H
#define MACHINE_H
#include "../../init/lab.h"
#include <netinet/in.h>

enum side { CLIENT, HOST, SERVER };

#define CLIENT_ADDRESS "10.1.0.2"
/** Where clients that are told apart have their addresses. */
#define CROWD_ADDRESS "10.1.0.3"
#define HOST_ADDRESS "10.1.0.1"
#define SERVER_ADDRESS "10.2.0.2"
#define SERVICE 8000
/** Nobody listens there, and nobody answers: for segments that are made by hand. */
#define BY_HAND 7000

// net.c
void make_network(void);
void enter(enum side side);
int connect_now(const char *from, const char *to, int port);

// flows.c: each runs in a process of its own until it is stopped.
pid_t start_echo(enum side side);
pid_t start_closing(int rate);
pid_t start_segments(const char *kind, int rate);
void stop(pid_t child);

// probes.c
struct tally { int open, forwarded, fresh, fresh_forwarded; };
void start_probes(void);
/** How many of `seconds` of each kind succeeded. */
struct tally probe(int seconds);

// occupancy.c
void measure_occupancy(void);

// situations.c
struct situation {
  const char *name;
  long max, buckets;
  /** "key value" lines, below /proc/sys. */
  const char *settings;
  /** Culprits, started in turn. */
  void (*start)(void);
  /** Seconds until the table is what the situation is about. */
  int fill;
  /** Seconds after a step until what was there before is gone: the old timeout and 60 s more, where a timeout decides. */
  int after;
};
const struct situation *situation_named(const char *name);
#endif
