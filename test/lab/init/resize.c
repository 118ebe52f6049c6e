// What a new number of buckets costs at many entries. Every entry is hashed anew twice, once a direction; the time is told
// beside that of putting the same entries in, because an emulator's seconds are nobody's.
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
  say_kind("resize");
  say_number("entries", before);
  say_number("buckets", buckets);
  say_number("fillMicroseconds", filling);
  say_number("growMicroseconds", growing);
  say_number("shrinkMicroseconds", micros_since(start));
  say_number("left", read_number(COUNT));
  say_done();
  return 0;
}

void measure_resize(long entries) {
  must_write(MAX, 2000000);
  must_write(BUCKETS, 262144);
  in_namespace(resize, &entries);
  must_write(MAX, 262144);
}
