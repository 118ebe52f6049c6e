// How long an entry stays counted after its time: a look at the counter each second. The collector looks more seldom at a
// quiet table, so this takes minutes.
#include "lab.h"

#define ENTRIES 1000L
#define LIFETIME 5
#define LONGEST 300

static int expire(const void *unused) {
  (void)unused;
  must_write(NETFILTER "nf_conntrack_udp_timeout", LIFETIME);
  flood(1, ENTRIES);
  double start = clock_now();
  long last = read_number(COUNT);
  say_kind("collected");
  say_number("entries", last);
  say_number("lifetime", LIFETIME);
  say_open("counts");
  while (last > 0 && clock_now() - start < LONGEST) {
    usleep(1000000);
    // The host ends a machine that is silent for minutes. The line that is being built is sent whole.
    if (write(1, "\n", 1) < 0) break;
    long now = read_number(COUNT);
    if (now == last) continue;
    char pair[64];
    snprintf(pair, sizeof pair, "[%.0f,%ld]", clock_now() - start, now);
    say_item();
    say_raw(pair);
    last = now;
  }
  say_close();
  say_done();
  return 0;
}

void measure_collector(void) { in_namespace(expire, NULL); }
