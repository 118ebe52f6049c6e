// The kernel's log, read from where we left off.
#include "lab.h"
#include <fcntl.h>

static int kmsg = -1;

/** The next record, or 0. */
static int next_record(char *to, size_t size) {
  for (;;) {
    ssize_t n = read(kmsg, to, size - 1);
    if (n < 0 && errno == EPIPE) continue;
    if (n <= 0) return 0;
    to[n] = 0;
    return 1;
  }
}

void forget_log(void) {
  char record[8192];
  if (kmsg < 0) kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
  while (kmsg >= 0 && next_record(record, sizeof record)) continue;
}

void say_log(const char *label) {
  char record[8192];
  while (kmsg >= 0 && next_record(record, sizeof record)) {
    char *text = strchr(record, ';');
    if (!text) continue;
    text[1 + strcspn(text + 1, "\n")] = 0;
    say_kind("log");
    say_text("label", label);
    say_number("level", atoi(record) & 7);
    say_text("text", text + 1);
    say_done();
  }
}
