// The situations: what the table is like, and what comes.
#include "machine.h"

#define N "net/netfilter/nf_conntrack_"

static void time_wait(void) { start_closing(50); }
static void syn_flood(void) { start_made("syn", 200); }
static void fin_wait(void) { start_made("fin-wait", 50); }
static void picked_up(void) { start_made("picked-up", 100); }
static void udp(void) { start_made("udp", 400); }
static void idle(void) { start_made("idle", 10); }
static void half_closed(void) { start_made("half-closed", 25); }
static void reflection(void) { start_made("reflected", 100); }
static void icmp_scan(void) { start_made("ping", 100); }
static void dead_destination(void) { start_made("unanswered", 50); }
static void udp_streams(void) { start_made("stream", 25); }
static void few_clients(void) { start_holding(50, 60); }
static void bad_flags(void) { start_made("bad-flags", 5); }
static void race(void) { start_racing(10); }
static void expectations(void) {
  start_files();
  start_asking(40, 10);
}

static const struct situation SITUATIONS[] = {
    {"time-wait", 2048, 8192, {0}, NULL, NULL, time_wait, 60, 180, 0},
    {"syn-flood", 2048, 8192, {0}, NULL, NULL, syn_flood, 30, 120, 0},
    // Somebody wrote a limit far below what the kernel chooses: 50 connections a second of 120 s each need 6,000.
    {"limit-lowered", 1024, 8192, {0}, NULL, NULL, time_wait, 40, 150, 0},
    {"hash-too-small", 65536, 512, {0}, NULL, NULL, udp, 45, 60, 0},
    {"fin-wait", 2048, 8192, {0}, NULL, NULL, fin_wait, 60, 180, 0},
    {"picked-up", 2048, 8192, {0}, NULL, NULL, picked_up, 40, 360, 0},
    {"reflection", 2048, 8192, {0}, NULL, NULL, reflection, 40, 90, 0},
    {"dead-destination", 2048, 8192, {0}, NULL, NULL, dead_destination, 60, 180, 0},
    {"icmp-scan", 2048, 8192, {0}, NULL, NULL, icmp_scan, 40, 90, 0},
    {"udp-streams", 2048, 8192, {0}, NULL, NULL, udp_streams, 100, 180, 0},
    {"few-clients", 2048, 8192, {0}, NULL, NULL, few_clients, 60, 120, 0},
    // kube-proxy keeps them for an hour.
    {"half-closed", 2048, 8192, {N "tcp_timeout_close_wait", "3600"}, NULL, NULL, half_closed, 100, 120, 0},
    // More than an hour of silence.
    {"idle", 2048, 8192, {0}, NULL, NULL, idle, 4200, 60, 0},
    {"insert-race", 65536, 8192, {0}, "race", NULL, race, 30, 60, 0},
    {"expect-table-full", 65536, 8192, {N "expect_max", "32"}, "tftp", NULL, expectations, 30, 60, 1},
    {"invalid-packets", 65536, 8192, {N "log_invalid", "6"}, NULL, NULL, bad_flags, 30, 30, 0},
    {"setting-not-applied", 0, 0, {0}, NULL, "sysctl -w net.netfilter.nf_conntrack_max=262144", time_wait, 10, 10, 0},
};

const struct situation *situation_named(const char *name) {
  for (size_t i = 0; i < LENGTH(SITUATIONS); i++)
    if (strcmp(SITUATIONS[i].name, name) == 0) return &SITUATIONS[i];
  return NULL;
}
