// What a new number of buckets costs at many entries: how often the kernel hashes, counted by a probe, and whether any entry
// is lost. The time is told as well; the host knows whether it is anybody's.
#include "lab.h"

static long micros_since(double start) { return (long)((clock_now() - start) * 1e6); }

static int resize(const void *argument) {
  long entries = *(const long *)argument;
  keep_entries();
  double start = clock_now();
  flood(1, entries);
  long filling = micros_since(start), before = read_number(COUNT), buckets = read_number(BUCKETS);
  start = clock_now();
  write_outside(BUCKETS, buckets * 2);
  long growing = micros_since(start);
  start = clock_now();
  write_outside(BUCKETS, buckets);
  long shrinking = micros_since(start);
  // Once more under the probe, which takes time of its own.
  int counts = count_hashes(1);
  write_outside(BUCKETS, buckets * 2);
  long grown = counts ? hashes_counted() : -1;
  write_outside(BUCKETS, buckets);
  long shrunk = counts ? hashes_counted() - grown : -1;
  count_hashes(0);
  say_kind("resize");
  say_number("entries", before);
  say_number("buckets", buckets);
  say_number("growHashes", grown);
  say_number("shrinkHashes", shrunk);
  say_number("fillMicroseconds", filling);
  say_number("growMicroseconds", growing);
  say_number("shrinkMicroseconds", shrinking);
  say_number("left", read_number(COUNT));
  say_done();
  return 0;
}

void measure_resize(void) {
  static const long ENTRIES[] = {100000, 1000000};
  must_write(MAX, 2000000);
  must_write(BUCKETS, 262144);
  for (size_t i = 0; i < LENGTH(ENTRIES); i++) in_namespace(resize, &ENTRIES[i]);
}
