// Every text into every key, in one namespace: what write(2) said, and what the key reads afterwards.
#include "lab.h"

/** A larger table than this is asked for only where its size alone has it refused: else memory would decide. */
#define MOST_BUCKETS 1100000L
#define REFUSED_BUCKETS 268434945L

static int is_one_way(const char *path) { return strstr(path, "nf_hooks_lwtunnel") != NULL; }

static int is_harmless(const char *path, const char *text) {
  if (!strstr(path, "nf_conntrack_buckets")) return 1;
  int number = (int)strtoull(text, NULL, 0);
  return number <= MOST_BUCKETS || number >= REFUSED_BUCKETS;
}

/**
 * Up to 5.19 the upper threshold of fragments is bounded by the initial namespace's own value: what falls there stays down,
 * and every other namespace with it. So nothing is written there that would lower it; bounds.c does that, last of all.
 */
static int would_fall(const char *where, const char *path, const char *text) {
  if (strcmp(where, "initial") != 0 || !strstr(path, "frag6_high_thresh")) return 0;
  unsigned long long number = strtoull(text, NULL, 0);
  return number < (unsigned long long)read_number(path);
}

static void say_case(size_t text, int failed, const char *after) {
  char head[64];
  snprintf(head, sizeof head, "[%zu,\"%s\",", text, failed ? strerrorname_np(failed) : "");
  say_item();
  say_raw(head);
  say_quoted(after);
  say_raw("]");
}

/** One text, after which the key is put back; 0 where it could not be. */
static int try_text(const char *path, size_t text, const char *before) {
  char after[256];
  int failed = write_file(path, TEXTS[text]);
  read_value(path, after, sizeof after);
  say_case(text, failed, after);
  if (strcmp(after, before) == 0) return 1;
  write_file(path, before);
  read_value(path, after, sizeof after);
  return strcmp(after, before) == 0;
}

static void try_key(const char *path, unsigned mode, void *where) {
  char before[256];
  read_value(path, before, sizeof before);
  if (is_one_way(path)) return;
  say_kind("writes");
  say_text("where", where);
  say_text("path", path + strlen(SYSCTL));
  say_text("before", before);
  say_open("cases");
  int back = 1;
  if ((mode & 0222) == 0) try_text(path, 1, before);
  else
    for (size_t text = 0; text < TEXT_COUNT && back; text++)
      if (is_harmless(path, TEXTS[text]) && !would_fall(where, path, TEXTS[text])) back = try_text(path, text, before);
  say_close();
  say_done();
  if (!back) note(path, "was not put back");
}

void write_matrix(const char *where) { each_key(try_key, (void *)where); }

int child_matrix(const void *unused) {
  (void)unused;
  write_matrix("child");
  return 0;
}
