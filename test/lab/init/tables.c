// Tables at their limits: small hash tables, limits of every kind, and what the log says of a full one.
#include "lab.h"

static int hold(const void *argument) {
  long offered = *(const long *)argument;
  keep_entries();
  flood(1, offered);
  say_kind("hash");
  say_number("buckets", read_number(BUCKETS));
  say_number("offered", offered);
  say_number("held", read_number(COUNT));
  say_done();
  return 0;
}

void measure_small_tables(void) {
  static const long CASES[][2] = {{1024, 20000}, {1024, 40000}, {1024, 100000}};
  must_write(MAX, 1000000);
  for (size_t i = 0; i < LENGTH(CASES); i++) {
    must_write(BUCKETS, CASES[i][0]);
    in_namespace(hold, &CASES[i][1]);
  }
}

static int hold_at(const void *argument) {
  flood(1, 3000);
  say_kind("limit");
  say_text("written", argument);
  say_number("max", read_number(MAX));
  say_number("offered", 3000);
  say_number("held", read_number(COUNT));
  say_done();
  say_file(strcmp(argument, "200") == 0 ? "statistics of a full table" : "statistics", "/proc/net/stat/nf_conntrack");
  return 0;
}

void measure_limits(void) {
  static const char *const LIMITS[] = {"200", "1", "0", "-1", "2147483647"};
  must_write(BUCKETS, 16384);
  for (size_t i = 0; i < LENGTH(LIMITS); i++) {
    forget_log();
    int failed = write_file(MAX, LIMITS[i]);
    if (failed) {
      say_kind("limit");
      say_text("written", LIMITS[i]);
      say_text("refused", strerrorname_np(failed));
      say_done();
      continue;
    }
    in_namespace(hold_at, LIMITS[i]);
    say_log(LIMITS[i]);
  }
  must_write(MAX, 262144);
}
