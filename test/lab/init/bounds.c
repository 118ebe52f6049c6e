// Keys that bound each other, and the switch that stays on: single writes from a state that is told with them.
#include "lab.h"

#define HIGH NETFILTER "nf_conntrack_frag6_high_thresh"
#define LOW NETFILTER "nf_conntrack_frag6_low_thresh"
#define TUNNEL NETFILTER "nf_hooks_lwtunnel"

struct bound { long low, high; const char *path; long written; };

static long ceiling;

static void try_now(const char *path, long written) {
  long low = read_number(LOW), high = read_number(HIGH);
  int failed = write_number(path, written);
  say_kind("bound");
  say_text("path", path + strlen(SYSCTL));
  say_number("ceiling", ceiling);
  say_number("low", low);
  say_number("high", high);
  say_number("written", written);
  say_text("result", failed ? strerrorname_np(failed) : "ok");
  say_number("after", read_number(path));
  say_done();
}

static int try_bound(const void *argument) {
  const struct bound *bound = argument;
  // Low first: high may not fall below it.
  write_number(LOW, bound->low);
  write_number(HIGH, bound->high);
  try_now(bound->path, bound->written);
  return 0;
}

void ask_bounds(void) {
  if (access(HIGH, F_OK) != 0) return;
  ceiling = read_number(HIGH);
  static const long PAIRS[][2] = {{3145728, 4194304}, {1000, 2000}, {0, 0}, {7, 4194304}, {2000, 2000}};
  for (size_t i = 0; i < LENGTH(PAIRS); i++) {
    long low = PAIRS[i][0], high = PAIRS[i][1];
    const struct bound bounds[] = {
        {low, high, LOW, high - 1}, {low, high, LOW, high},      {low, high, LOW, high + 1}, {low, high, LOW, 0},
        {low, high, HIGH, low - 1}, {low, high, HIGH, low},      {low, high, HIGH, low + 1}, {low, high, HIGH, high - 1},
        {low, high, HIGH, high},    {low, high, HIGH, high + 1}, {low, high, HIGH, 0},
    };
    for (size_t j = 0; j < LENGTH(bounds); j++) in_namespace(try_bound, &bounds[j]);
  }
}

/** The initial namespace's upper threshold, lowered and raised, and what a fresh namespace may do then. Cannot be undone up to 5.19. */
void ask_ceiling(void) {
  if (access(HIGH, F_OK) != 0) return;
  long start = read_number(HIGH);
  const long written[] = {start + 1, start, start - 1000, start};
  for (size_t i = 0; i < LENGTH(written); i++) {
    ceiling = read_number(HIGH);
    try_now(HIGH, written[i]);
  }
  ceiling = read_number(HIGH);
  const struct bound after[] = {
      {0, start, HIGH, ceiling}, {0, start, HIGH, ceiling + 1}, {0, 2000, HIGH, 3000}, {0, 2000, HIGH, ceiling + 1},
  };
  for (size_t i = 0; i < LENGTH(after); i++) in_namespace(try_bound, &after[i]);
}

/** The last thing of all, because nothing sets it back. */
void ask_tunnel_switch(void) {
  if (access(TUNNEL, F_OK) != 0) return;
  static const char *const WRITTEN[] = {"0", "2", "-1", "x", "1", "1", "0", "2"};
  for (size_t i = 0; i < LENGTH(WRITTEN); i++) {
    long before = read_number(TUNNEL);
    int failed = write_file(TUNNEL, WRITTEN[i]);
    say_kind("switch");
    say_text("path", TUNNEL + strlen(SYSCTL));
    say_number("before", before);
    say_text("written", WRITTEN[i]);
    say_text("result", failed ? strerrorname_np(failed) : "ok");
    say_number("after", read_number(TUNNEL));
    say_done();
  }
}
