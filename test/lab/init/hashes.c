// How often the kernel hashes the addresses of a flow: a probe on the function, and its counter. Nothing is timed.
#include "lab.h"
#include <sys/mount.h>

#define TRACING "/sys/kernel/tracing/"
/** The hash of conntrack itself, or the one below it where the compiler left no function of the first. */
static const char *const FUNCTIONS[] = {"hash_conntrack_raw", "siphash_4u64", "__siphash_unaligned", "__siphash_aligned"};

/** The symbol of a function as it is: compilers put ".isra.0" and the like behind its name. */
static int find_symbol(const char *function, char *to, size_t size) {
  FILE *file = fopen("/proc/kallsyms", "r");
  if (!file) return 0;
  char line[512], name[256];
  size_t length = strlen(function);
  int found = 0;
  while (!found && fgets(line, sizeof line, file)) {
    if (sscanf(line, "%*s %*s %255s", name) != 1 || strncmp(name, function, length) != 0) continue;
    found = name[length] == 0 || name[length] == '.';
  }
  fclose(file);
  if (found) snprintf(to, size, "%s", name);
  return found;
}

/** 1 where hashes are counted from now on. */
int count_hashes(int on) {
  if (!on) {
    write_file(TRACING "events/lab/hashed/enable", "0");
    return write_file(TRACING "kprobe_events", "-:lab/hashed") == 0;
  }
  mount("tracefs", TRACING, "tracefs", 0, NULL);
  for (size_t i = 0; i < LENGTH(FUNCTIONS); i++) {
    char symbol[256], probe[300];
    if (!find_symbol(FUNCTIONS[i], symbol, sizeof symbol)) continue;
    snprintf(probe, sizeof probe, "p:lab/hashed %s", symbol);
    if (write_file(TRACING "kprobe_events", probe) != 0 || write_file(TRACING "events/lab/hashed/enable", "1") != 0) continue;
    note("hashes counted at", symbol);
    return 1;
  }
  note("hashes", "cannot be counted");
  return 0;
}

/** Since the probe was set. */
long hashes_counted(void) {
  char *text = read_whole(TRACING "kprobe_profile"), *at = text ? strstr(text, "hashed") : NULL;
  long hits = at ? atol(at + strlen("hashed")) : -1;
  free(text);
  return hits;
}
