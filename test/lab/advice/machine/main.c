// Stages one situation (lab.situation=NAME on the kernel's command line): makes the traffic, tells what a host shows, takes
// steps from the console, and measures what bystanders lose before and after.
#include "machine.h"
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <termios.h>

/** Seconds of each measurement. */
#define MEASURED 30

#define BUSYBOX "/usr/bin/busybox"

static char command_line[4096];

static void mount_all(void) {
  static const char *const MOUNTS[][2] = {{"proc", "/proc"}, {"sysfs", "/sys"}, {"devtmpfs", "/dev"}};
  for (size_t i = 0; i < LENGTH(MOUNTS); i++) {
    mkdir(MOUNTS[i][1], 0755);
    mount(MOUNTS[i][0], MOUNTS[i][1], MOUNTS[i][0], 0, NULL);
  }
  mkdir("/tmp", 0755);
  mkdir("/bin", 0755);
  static const char *const APPLETS[] = {"/bin/sh", "/bin/awk", "/bin/sysctl"};
  for (size_t i = 0; i < LENGTH(APPLETS); i++)
    if (symlink(BUSYBOX, APPLETS[i]) != 0) continue;
  setenv("PATH", "/usr/sbin:/usr/bin:/bin", 1);
  // Crowds of connections are made by single processes.
  struct rlimit files = {65536, 65536};
  setrlimit(RLIMIT_NOFILE, &files);
  int console = open("/dev/console", O_RDWR);
  for (int fd = 0; console >= 0 && fd < 3; fd++) dup2(console, fd);
  write_file("/proc/sys/kernel/printk", "1 4 1 7");
  read_value("/proc/cmdline", command_line, sizeof command_line);
}

static void finish(void) {
  say_kind("end");
  say_number("milliseconds", (long long)(clock_now() * 1000));
  say_done();
  // A serial line is slow, and what has not left it is lost.
  tcdrain(1);
  usleep(500000);
  reboot(RB_POWER_OFF);
  for (;;) pause();
}

static void say_machine(void) {
  struct utsname system;
  char *memory = read_whole("/proc/meminfo"), *total = memory ? strstr(memory, "MemTotal:") : NULL;
  uname(&system);
  say_kind("start");
  say_text("release", system.release);
  say_text("version", system.version);
  say_number("kib", total ? atol(total + 9) : -1);
  say_number("max", read_number(MAX));
  say_number("buckets", read_number(BUCKETS));
  say_done();
  free(memory);
}

/** A measurement, with the counters before and after it. */
static void measure(const char *label, int files) {
  char name[64];
  snprintf(name, sizeof name, "%s, counters before", label);
  say_file(name, "/proc/net/stat/nf_conntrack");
  double start = clock_now();
  long count = read_number(COUNT);
  struct tally tally = probe(MEASURED, files);
  say_kind("losses");
  say_text("label", label);
  say_number("milliseconds", (long long)((clock_now() - start) * 1000));
  say_number("tries", MEASURED);
  say_number("open", tally.open);
  say_number("forwarded", tally.forwarded);
  say_number("fresh", tally.fresh);
  say_number("freshForwarded", tally.fresh_forwarded);
  if (tally.files >= 0) say_number("files", tally.files);
  say_number("countBefore", count);
  say_number("countAfter", read_number(COUNT));
  say_done();
  snprintf(name, sizeof name, "%s, counters after", label);
  say_file(name, "/proc/net/stat/nf_conntrack");
}

static void show(void) {
  list_keys("initial");
  say_log("log");
  say_kind("count");
  say_number("count", read_number(COUNT));
  say_done();
  say_file("counters", "/proc/net/stat/nf_conntrack");
  say_file("table", "/proc/net/nf_conntrack");
}

static void say_step(const char *step, int failed, const char *why) {
  say_kind("step");
  say_text("step", step);
  say_number("failed", failed);
  say_text("why", why);
  say_done();
}

/** A line of the console. Never idle: a clock that goes by instructions would leap ahead while nobody has answered yet. */
static void read_line(char *to, size_t size) {
  size_t used = 0;
  fcntl(0, F_SETFL, O_NONBLOCK);
  for (;;) {
    char byte;
    if (read(0, &byte, 1) != 1) continue;
    if (byte == '\n') break;
    if (byte != '\r' && used + 1 < size) to[used++] = byte;
  }
  to[used] = 0;
}

/** Runs it as a person would type it; what it complains of is in /tmp/complaints. */
static int run_command(const char *command) {
  const char *args[] = {BUSYBOX, "sh", "-c", command, NULL};
  return run_tool(args, "/tmp/tool");
}

#define TOLD "/tmp/told.nft"

/** A rule set comes line by line, and is loaded where it ends. */
static void add_line(const char *line) {
  FILE *file = fopen(TOLD, "a");
  if (file) fprintf(file, "%s\n", line);
  if (file) fclose(file);
}

/** "set PATH VALUE", "rules NAME", "rule LINE" and "load", or "run COMMAND", a line each; "go" ends them. */
static void take_steps(void) {
  char line[2048];
  for (;;) {
    read_line(line, sizeof line);
    if (strcmp(line, "go") == 0) return;
    char first[256], second[256] = "", path[600];
    if (strncmp(line, "set ", 4) == 0 && sscanf(line, "%*s %255s %255s", first, second) == 2) {
      snprintf(path, sizeof path, SYSCTL "%s", first);
      int failed = write_file(path, second);
      say_step(line, failed, failed ? strerror(failed) : "");
    } else if (strncmp(line, "rules ", 6) == 0) {
      say_step(line, load_rules(line + 6), "");
    } else if (strncmp(line, "rule ", 5) == 0) {
      add_line(line + 5);
    } else if (strcmp(line, "load") == 0) {
      const char *args[] = {"/usr/sbin/nft", "-f", TOLD, NULL};
      int failed = run_tool(args, "/tmp/tool");
      read_value("/tmp/complaints", path, sizeof path);
      say_step(line, failed, failed ? path : "");
      unlink(TOLD);
    } else if (strncmp(line, "run ", 4) == 0) {
      int failed = run_command(line + 4);
      read_value("/tmp/complaints", path, sizeof path);
      say_step(line, failed, path);
    }
  }
}

static void write_settings(const struct situation *situation) {
  char path[128];
  if (situation->buckets) must_write(BUCKETS, situation->buckets);
  if (situation->max) must_write(MAX, situation->max);
  for (int i = 0; situation->settings[i]; i += 2) {
    snprintf(path, sizeof path, SYSCTL "%s", situation->settings[i]);
    must_write(path, atol(situation->settings[i + 1]));
  }
}

static void stage(const struct situation *situation) {
  write_settings(situation);
  make_network();
  if (situation->rules) load_rules(situation->rules);
  start_echo(HOST);
  start_echo(SERVER);
  usleep(300000);
  start_probes();
  forget_log();
  situation->start();
  sleep(situation->fill);
  measure("before", situation->files);
  show();
  say_kind("ready");
  say_number("count", read_number(COUNT));
  say_done();
  take_steps();
  for (int waited = 0; waited < situation->after; waited += 10) {
    sleep(10);
    if (write(1, "\n", 1) < 0) break;
  }
  measure("after", situation->files);
}

int main(void) {
  mount_all();
  char *word = strstr(command_line, "lab.situation="), name[64] = "";
  if (word) sscanf(word + strlen("lab.situation="), "%63s", name);
  const struct situation *situation = situation_named(name);
  load_list("/modules/before");
  if (situation && situation->early) {
    run_command(situation->early);
    say_file("complaints", "/tmp/complaints");
  }
  load_module("nf_conntrack", "");
  load_list("/modules/after");
  say_machine();
  if (situation) stage(situation);
  else if (strcmp(name, "occupancy") == 0) measure_occupancy();
  else note(name, "is no situation");
  finish();
}
