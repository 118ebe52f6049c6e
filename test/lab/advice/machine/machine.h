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
/** Files are asked for there, by TFTP. */
#define FILES 69
/** Nobody listens there, and nobody answers: for segments that are made by hand. */
#define BY_HAND 7000

// net.c
void make_network(void);
void enter(enum side side);
void stay_on_one_processor(void);
int connect_now(const char *from, const char *to, int port);

// flows.c: each runs in a process of its own.
/** Milliseconds between two looks at the clock: each wakes the machine, which is what an emulated one takes its time for. */
#define STEP 20
pid_t in(enum side side);
/** How many are due by now at so many a second. */
long due(double start, int rate);
void reset(int s);
void start_echo(enum side side);
void start_closing(int rate);
void start_holding(int rate, int seconds);

// made.c
void start_made(const char *kind, int rate);

// transfers.c
/** A name that is asked for, and never sent. */
#define NEVER_SENT "never"
void start_files(void);
void start_asking(int clients, int every);
int ask_file(const char *name);
int has_file(int s);

// race.c
void start_racing(int rate);

// probes.c
/** -1: not tried. */
struct tally { int open, forwarded, fresh, fresh_forwarded, files; };
void start_probes(void);
/** How many of `seconds` of each kind succeeded. */
struct tally probe(int seconds, int files);

// occupancy.c
void measure_occupancy(void);

// situations.c
struct situation {
  const char *name;
  long max, buckets;
  /** Written before there is traffic, up to a NULL: keys below /proc/sys, each with its value. */
  const char *settings[7];
  /** A rule set that the host has beside its own; NULL: none. */
  const char *rules;
  /** Run before the module is loaded, as hosts do at boot; NULL: nothing. */
  const char *early;
  /** Culprits, started in turn. */
  void (*start)(void);
  /** Seconds until the table is what the situation is about. */
  int fill;
  /** Seconds after a step until what was there before is gone: the old timeout and 60 s more, where a timeout decides. */
  int after;
  /** Whether bystanders ask for files too. */
  int files;
};
const struct situation *situation_named(const char *name);
#endif
