// The order of the experiments. Kernel command line: lab=short for what a boot shows by itself; lab=buckets, lab=resize and
// lab=collector for one experiment alone.
#include "lab.h"
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/utsname.h>

static char command_line[4096];

static int is_asked(const char *word) { return strstr(command_line, word) != NULL; }

static void mount_all(void) {
  static const char *const MOUNTS[][2] = {{"proc", "/proc"}, {"sysfs", "/sys"}, {"devtmpfs", "/dev"}};
  for (size_t i = 0; i < LENGTH(MOUNTS); i++) {
    mkdir(MOUNTS[i][1], 0755);
    mount(MOUNTS[i][0], MOUNTS[i][1], MOUNTS[i][0], 0, NULL);
  }
  mkdir("/tmp", 0755);
  int console = open("/dev/console", O_RDWR);
  for (int fd = 0; console >= 0 && fd < 3; fd++) dup2(console, fd);
  // Nothing but our lines on the console.
  write_file("/proc/sys/kernel/printk", "1 4 1 7");
  read_value("/proc/cmdline", command_line, sizeof command_line);
}

static void say_start(void) {
  struct utsname system;
  uname(&system);
  say_kind("start");
  say_text("release", system.release);
  say_text("version", system.version);
  say_text("machine", system.machine);
  say_number("bootMilliseconds", (long long)(clock_now() * 1000));
  say_number("cpus", sysconf(_SC_NPROCESSORS_ONLN));
  say_number("page", sysconf(_SC_PAGESIZE));
  say_done();
}

void say_defaults(void) {
  char *memory = read_whole("/proc/meminfo"), *total = memory ? strstr(memory, "MemTotal:") : NULL;
  say_kind("memory");
  say_number("kib", total ? atol(total + 9) : -1);
  say_number("max", read_number(MAX));
  say_number("buckets", read_number(BUCKETS));
  say_number("expectMax", read_number(EXPECT_MAX));
  say_done();
  free(memory);
}

static void section(const char *name, void (*body)(void)) {
  double start = clock_now();
  body();
  say_kind("section");
  say_text("name", name);
  say_number("milliseconds", (long long)((clock_now() - start) * 1000));
  say_done();
}

static void all_writes(void) {
  say_texts();
  write_matrix("initial");
  in_namespace(child_matrix, NULL);
  ask_bounds();
}

static int list_child(const void *unused) {
  (void)unused;
  list_keys("child");
  return 0;
}

static void all_keys(void) {
  list_keys("initial");
  in_namespace(list_child, NULL);
}

static const struct { const char *word; void (*body)(void); } ALONE[] = {
    {"lab=buckets", ask_large},
    {"lab=resize", measure_resize},
    {"lab=collector", measure_collector},
};

static void finish(void) {
  say_kind("end");
  say_number("milliseconds", (long long)(clock_now() * 1000));
  say_done();
  sync();
  usleep(50000);
  reboot(RB_POWER_OFF);
  reboot(RB_AUTOBOOT);
  for (;;) pause();
}

int main(void) {
  mount_all();
  say_start();
  raise_loopback();
  load_list("/modules/before");
  int is_whole = !is_asked("lab=");
  if (is_whole) section("options", ask_options);
  int failed = load_module("nf_conntrack", "");
  if (failed && failed != ENOENT) note("nf_conntrack", strerror(failed));
  say_defaults();
  say_slabs();
  if (is_asked("lab=short")) finish();
  // Keys of the modules that come later belong to what a kernel has: nf_conntrack alone has the rest.
  unload_module("nf_conntrack");
  failed = load_module("nf_conntrack", "enable_hooks=1");
  if (failed && failed != ENOENT) note("nf_conntrack enable_hooks=1", strerror(failed));
  load_list("/modules/after");
  for (size_t i = 0; i < LENGTH(ALONE); i++) {
    if (!is_asked(ALONE[i].word)) continue;
    section(ALONE[i].word, ALONE[i].body);
    finish();
  }
  section("keys", all_keys);
  section("writes", all_writes);
  section("costs", measure_costs);
  section("limits", measure_limits);
  section("eviction", measure_eviction);
  section("shows", show_tables);
  section("small tables", measure_small_tables);
  section("parameter", ask_parameter);
  section("ceiling", ask_ceiling);
  section("switch", ask_tunnel_switch);
  finish();
}
