// The sysctl files of connection tracking and of what stands beside it.
#include "lab.h"
#include <dirent.h>
#include <sys/stat.h>

#define MOST 200
static const char *const PLACES[][2] = {
    {SYSCTL "net/netfilter", "nf_"},
    {SYSCTL "net", "nf_conntrack"},
    {SYSCTL "net/ipv4/netfilter", ""},
    {SYSCTL "net/ipv4", "ip_conntrack"},
    {SYSCTL "net/ipv6", "nf_conntrack"},
};

static int by_text(const void *one, const void *other) { return strcmp(*(char *const *)one, *(char *const *)other); }

void each_key(void (*body)(const char *path, unsigned mode, void *state), void *state) {
  char *paths[MOST];
  int count = 0;
  for (size_t i = 0; i < LENGTH(PLACES); i++) {
    DIR *folder = opendir(PLACES[i][0]);
    if (!folder) continue;
    for (struct dirent *entry; (entry = readdir(folder)) && count < MOST;) {
      char path[512];
      struct stat found;
      snprintf(path, sizeof path, "%s/%s", PLACES[i][0], entry->d_name);
      if (entry->d_name[0] == '.' || strncmp(entry->d_name, PLACES[i][1], strlen(PLACES[i][1])) != 0) continue;
      if (lstat(path, &found) == 0 && S_ISREG(found.st_mode)) paths[count++] = strdup(path);
    }
    closedir(folder);
  }
  qsort(paths, count, sizeof *paths, by_text);
  for (int i = 0; i < count; i++) {
    struct stat found;
    if (stat(paths[i], &found) == 0) body(paths[i], found.st_mode & 0777, state);
    free(paths[i]);
  }
}

static void list_one(const char *path, unsigned mode, void *where) {
  char value[256], octal[8];
  read_value(path, value, sizeof value);
  snprintf(octal, sizeof octal, "%04o", mode);
  say_kind("key");
  say_text("where", where);
  say_text("path", path + strlen(SYSCTL));
  say_text("mode", octal);
  say_text("value", value);
  say_done();
}

void list_keys(const char *where) { each_key(list_one, (void *)where); }
