// What the files of this /init share. It is the whole user space of a lab machine: it loads modules, writes sysctl files,
// sends packets, and prints one JSON object a line, each behind "@@", on the console.
#ifndef LAB_H
#define LAB_H
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define NETFILTER "/proc/sys/net/netfilter/"
#define MAX NETFILTER "nf_conntrack_max"
#define BUCKETS NETFILTER "nf_conntrack_buckets"
#define COUNT NETFILTER "nf_conntrack_count"
#define EXPECT_MAX NETFILTER "nf_conntrack_expect_max"
#define SYSCTL "/proc/sys/"
#define LENGTH(list) (sizeof(list) / sizeof *(list))

// say.c: one line of output, built up and sent whole.
void say_kind(const char *kind);
void say_text(const char *name, const char *text);
void say_number(const char *name, long long number);
void say_open(const char *name);
void say_item(void);
void say_quoted(const char *text);
void say_raw(const char *text);
void say_close(void);
void say_done(void);
void note(const char *about, const char *what);

// files.c: sysctl files and others. A write is one write(2).
int write_file(const char *path, const char *text);
int write_number(const char *path, long number);
void must_write(const char *path, long number);
void read_value(const char *path, char *to, size_t size);
long read_number(const char *path);
char *read_whole(const char *path);
void say_file(const char *label, const char *path);
int run_tool(const char *const *args, const char *output);
int load_rules(const char *name);
double clock_now(void);

// modules.c
int load_module(const char *name, const char *options);
int unload_module(const char *name);
void load_list(const char *list);
void ask_options(void);
void ask_parameter(void);

// namespace.c
int in_namespace(int (*body)(const void *), const void *argument);
void raise_loopback(void);
void keep_entries(void);
/** Writes a key of the whole machine from within a namespace. */
void write_outside(const char *path, long number);

// keys.c: calls back for every key in the order of paths.
void each_key(void (*body)(const char *path, unsigned mode, void *state), void *state);
void list_keys(const char *where);

// matrix.c, bounds.c
void say_texts(void);
void write_matrix(const char *where);
int child_matrix(const void *unused);
void ask_bounds(void);
void ask_ceiling(void);
void ask_tunnel_switch(void);
extern const char *const TEXTS[];
extern const size_t TEXT_COUNT;

// packets.c: all are sent from here, in both directions, and reach nobody.
enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };
struct flow { uint32_t from, to; uint16_t from_port, to_port; };
int raw_socket(void);
struct flow flow_number(long index, int series);
void send_udp(int socket, struct flow flow);
void send_tcp(int socket, struct flow flow, int flags, uint32_t sequence, uint32_t acknowledged);
void send_echo(int socket, struct flow flow, int reply);
void send_protocol(int socket, struct flow flow, int protocol);
struct flow back(struct flow flow);
void flood(int series, long count);

// slabs.c
struct slab { char name[64]; long active, objects, size, per_slab, pages; };
struct slabs { int count; struct slab list[400]; };
void read_slabs(struct slabs *to);
void say_slabs(void);
void say_growth(const struct slabs *before, const struct slabs *after, long flows);

// hashes.c
int count_hashes(int on);
long hashes_counted(void);

// log.c
void forget_log(void);
void say_log(const char *label);

// The experiments.
void say_defaults(void);
void measure_costs(void);
void measure_small_tables(void);
void measure_limits(void);
void measure_eviction(void);
void ask_large(void);
void measure_resize(void);
void measure_collector(void);
void show_tables(void);
#endif
