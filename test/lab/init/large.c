// The largest numbers of buckets, on a machine that has the memory for them: what is refused here, the kernel refuses.
#include "lab.h"

void ask_large(void) {
  static const char *const WRITTEN[] = {"268434944", "268434945", "268435455", "268435456", "536870400", "536870912", "1073741824"};
  for (size_t i = 0; i < LENGTH(WRITTEN); i++) {
    int failed = write_file(BUCKETS, WRITTEN[i]);
    say_kind("large");
    say_text("written", WRITTEN[i]);
    say_text("result", failed ? strerrorname_np(failed) : "ok");
    say_number("buckets", read_number(BUCKETS));
    say_done();
    must_write(BUCKETS, 16384);
  }
}
