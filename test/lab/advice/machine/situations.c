// The situations: what the table is like, and what comes.
#include "machine.h"

static void time_wait(void) { start_closing(50); }
static void syn_flood(void) { start_segments("syn", 200); }
static void fin_wait(void) { start_segments("fin-wait", 50); }
static void picked_up(void) { start_segments("picked-up", 100); }
static void udp(void) { start_segments("udp", 400); }
static void idle(void) { start_segments("idle", 10); }

static const struct situation SITUATIONS[] = {
    {"time-wait", 2048, 8192, "", time_wait, 60, 180},
    {"syn-flood", 2048, 8192, "", syn_flood, 30, 120},
    // Somebody wrote a limit far below what the kernel chooses: 50 connections a second of 120 s each need 6,000.
    {"limit-lowered", 1024, 8192, "", time_wait, 40, 150},
    {"hash-too-small", 65536, 512, "", udp, 45, 60},
    {"fin-wait", 2048, 8192, "", fin_wait, 60, 180},
    {"picked-up", 2048, 8192, "", picked_up, 40, 360},
    {"idle", 2048, 8192, "", idle, 240, 60},
};

const struct situation *situation_named(const char *name) {
  for (size_t i = 0; i < LENGTH(SITUATIONS); i++)
    if (strcmp(SITUATIONS[i].name, name) == 0) return &SITUATIONS[i];
  return NULL;
}
