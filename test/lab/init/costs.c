// What a flow takes: caches that grow with the flows, for each extension alone and for some together.
#include "lab.h"

#define FLOWS 10000L

struct cost { const char *label; int acct, timestamp, events; const char *rules; };

static int measure(const void *argument) {
  const struct cost *cost = argument;
  static struct slabs before, after;
  write_number(NETFILTER "nf_conntrack_acct", cost->acct);
  keep_entries();
  write_number(NETFILTER "nf_conntrack_timestamp", cost->timestamp);
  write_number(NETFILTER "nf_conntrack_events", cost->events);
  if (cost->rules && load_rules(cost->rules) != 0) return 1;
  // What is made once is made before it is counted.
  flood(99, 10);
  usleep(50000);
  long held = read_number(COUNT);
  read_slabs(&before);
  flood(1, FLOWS);
  read_slabs(&after);
  held = read_number(COUNT) - held;
  say_kind("cost");
  say_text("label", cost->label);
  say_number("flows", held);
  say_growth(&before, &after, held);
  say_done();
  return 0;
}

void measure_costs(void) {
  static const struct cost COSTS[] = {
      {"plain", 0, 0, 0, NULL},
      {"events-auto", 0, 0, 2, NULL},
      {"events", 0, 0, 1, NULL},
      {"acct", 1, 0, 0, NULL},
      {"timestamp", 0, 1, 0, NULL},
      {"acct+timestamp+events", 1, 1, 1, NULL},
      {"nat-idle", 0, 0, 0, "nat-idle"},
      {"snat", 0, 0, 0, "snat"},
      {"dnat", 0, 0, 0, "dnat"},
      {"masquerade", 0, 0, 0, "masquerade"},
      {"acct+snat", 1, 0, 0, "snat"},
      {"acct+masquerade", 1, 0, 0, "masquerade"},
      {"labels", 0, 0, 0, "labels"},
      {"helper", 0, 0, 0, "helper"},
      {"timeout", 0, 0, 0, "timeout"},
      {"all", 1, 1, 1, "all"},
  };
  must_write(MAX, 1000000);
  must_write(BUCKETS, 65536);
  for (size_t i = 0; i < LENGTH(COSTS); i++) in_namespace(measure, &COSTS[i]);
}
