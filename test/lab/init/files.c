// Files and programs of the lab machine.
#include "lab.h"
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>

/** 0, or the errno of open or write. */
int write_file(const char *path, const char *text) {
  int file = open(path, O_WRONLY);
  if (file < 0) return errno;
  int failed = write(file, text, strlen(text)) < 0 ? errno : 0;
  close(file);
  return failed;
}

int write_number(const char *path, long number) {
  char text[32];
  snprintf(text, sizeof text, "%ld", number);
  return write_file(path, text);
}

/** For values that the experiments stand on: a failure is told. */
void must_write(const char *path, long number) {
  int failed = write_number(path, number);
  if (failed) note(path, strerror(failed));
}

/** The first line. Read in small pieces: the kernel clears a buffer as large as the read. */
void read_value(const char *path, char *to, size_t size) {
  int file = open(path, O_RDONLY);
  ssize_t n = file < 0 ? 0 : read(file, to, size - 1);
  if (file >= 0) close(file);
  if (n < 0) n = 0;
  while (n > 0 && to[n - 1] == '\n') n--;
  to[n] = 0;
}

long read_number(const char *path) {
  char text[64];
  read_value(path, text, sizeof text);
  return text[0] ? atol(text) : -1;
}

/** The whole text; to be freed. NULL where it cannot be read. */
char *read_whole(const char *path) {
  int file = open(path, O_RDONLY);
  if (file < 0) return NULL;
  size_t used = 0, room = 65536;
  char *text = malloc(room);
  for (;;) {
    ssize_t n = read(file, text + used, room - used - 1);
    if (n <= 0) break;
    used += n;
    if (room - used < 4096) text = realloc(text, room *= 2);
  }
  close(file);
  text[used] = 0;
  return text;
}

void say_file(const char *label, const char *path) {
  char *text = read_whole(path);
  say_kind("text");
  say_text("label", label);
  if (text) say_text("text", text);
  else say_text("missing", strerror(errno));
  say_done();
  free(text);
}

/** Runs a program with its output in a file; its exit status, or -1 where it is not in this machine. */
int run_tool(const char *const *args, const char *output) {
  if (access(args[0], X_OK) != 0) return -1;
  pid_t child = fork();
  if (child == 0) {
    int file = open(output, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    dup2(file, 1);
    // In a file of its own, or it lands in the middle of a line.
    dup2(open("/tmp/complaints", O_CREAT | O_TRUNC | O_WRONLY, 0600), 2);
    execv(args[0], (char *const *)args);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

/** Loads a rule set of /rules with nft; 0 where it is in force. */
int load_rules(const char *name) {
  char path[128];
  snprintf(path, sizeof path, "/rules/%s.nft", name);
  const char *args[] = {"/usr/sbin/nft", "-f", path, NULL};
  int status = run_tool(args, "/tmp/nft");
  if (status > 0) {
    char said[400];
    read_value("/tmp/complaints", said, sizeof said);
    note(path, said);
  }
  return status;
}

double clock_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}
