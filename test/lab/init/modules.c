// Modules: loaded from /modules, where the host has put them unpacked and in order.
#include "lab.h"
#include <fcntl.h>
#include <sys/syscall.h>

/** 0, or the errno. */
int load_module(const char *name, const char *options) {
  char path[256];
  snprintf(path, sizeof path, "/modules/%s.ko", name);
  int file = open(path, O_RDONLY);
  if (file < 0) return ENOENT;
  int failed = syscall(SYS_finit_module, file, options, 0) < 0 ? errno : 0;
  close(file);
  return failed;
}

int unload_module(const char *name) { return syscall(SYS_delete_module, name, O_NONBLOCK) < 0 ? errno : 0; }

void load_list(const char *list) {
  FILE *file = fopen(list, "r");
  if (!file) return;
  char name[128];
  while (fscanf(file, "%127s", name) == 1) {
    int failed = load_module(name, "");
    if (failed && failed != EEXIST) note(name, strerror(failed));
  }
  fclose(file);
}

/** What nf_conntrack makes of its options: loaded and unloaded again for each, right ones and wrong ones. */
void ask_options(void) {
  static const char *const OPTIONS[] = {
      "hashsize=1",   "hashsize=1000", "hashsize=1024",     "hashsize=4096",  "hashsize=16384", "hashsize=100000",    "hashsize=131073",
      "hashsize=0",   "hashsize=-1",   "hashsize=abc",      "hashsize=16k",   "hashsize=",      "hashsize=0x4000",    "hashsize=4294967296",
      "hash_size=16384", "nf_conntrack_max=1000", "expect_hashsize=1", "expect_hashsize=64", "acct=1", "acct=2", "tstamp=1", "enable_hooks=1",
  };
  for (size_t i = 0; i < LENGTH(OPTIONS); i++) {
    forget_log();
    int failed = load_module("nf_conntrack", OPTIONS[i]);
    say_kind("option");
    say_text("option", OPTIONS[i]);
    say_text("result", failed ? strerrorname_np(failed) : "ok");
    if (!failed) {
      say_number("buckets", read_number(BUCKETS));
      say_number("max", read_number(MAX));
      say_number("expectMax", read_number(EXPECT_MAX));
      say_number("acct", read_number(NETFILTER "nf_conntrack_acct"));
      say_number("timestamp", read_number(NETFILTER "nf_conntrack_timestamp"));
    }
    say_done();
    say_log(OPTIONS[i]);
    if (failed) continue;
    failed = unload_module("nf_conntrack");
    if (failed) return note("nf_conntrack cannot be unloaded", strerror(failed));
  }
}

/** The parameter of the loaded module, which is another door to the number of buckets. */
void ask_parameter(void) {
  static const char *const WRITTEN[] = {"1", "1000", "16384", "0", "-1", "abc", "0x4000", "268435456"};
  for (size_t i = 0; i < LENGTH(WRITTEN); i++) {
    int failed = write_file("/sys/module/nf_conntrack/parameters/hashsize", WRITTEN[i]);
    say_kind("parameter");
    say_text("written", WRITTEN[i]);
    say_text("result", failed ? strerrorname_np(failed) : "ok");
    say_number("buckets", read_number(BUCKETS));
    say_number("max", read_number(MAX));
    say_done();
  }
}
