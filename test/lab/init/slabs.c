// Slab caches, from /proc/slabinfo.
#include "lab.h"

void read_slabs(struct slabs *to) {
  char *text = read_whole("/proc/slabinfo"), *rest = text;
  to->count = 0;
  for (char *line; (line = strsep(&rest, "\n")) && to->count < (int)LENGTH(to->list);) {
    struct slab *slab = &to->list[to->count];
    if (sscanf(line, "%63s %ld %ld %ld %ld %ld", slab->name, &slab->active, &slab->objects, &slab->size, &slab->per_slab, &slab->pages) == 6)
      to->count++;
  }
  free(text);
}

static void say_slab_file(const char *name) {
  char path[128];
  snprintf(path, sizeof path, "/sys/kernel/slab/nf_conntrack/%s", name);
  long number = read_number(path);
  if (number >= 0) say_number(name, number);
}

/** The cache of entries as the kernel laid it out, with what the layout goes by. */
void say_slabs(void) {
  char possible[64], present[64];
  read_value("/sys/devices/system/cpu/possible", possible, sizeof possible);
  read_value("/sys/devices/system/cpu/present", present, sizeof present);
  say_kind("slab");
  say_text("possible", possible);
  say_text("present", present);
  say_slab_file("object_size");
  say_slab_file("slab_size");
  say_slab_file("objs_per_slab");
  say_slab_file("order");
  say_number("page", sysconf(_SC_PAGESIZE));
  say_done();
}

static long active_before(const struct slabs *slabs, const char *name) {
  for (int i = 0; i < slabs->count; i++)
    if (strcmp(slabs->list[i].name, name) == 0) return slabs->list[i].active;
  return 0;
}

/** As a list "caches" of the line that is open: what grew by half of the flows or more: objects in use, not room for them. */
void say_growth(const struct slabs *before, const struct slabs *after, long flows) {
  say_open("caches");
  for (int i = 0; i < after->count; i++) {
    const struct slab *slab = &after->list[i];
    long grown = slab->active - active_before(before, slab->name);
    if (grown * 2 < flows) continue;
    char numbers[64];
    say_item();
    say_raw("[");
    say_quoted(slab->name);
    snprintf(numbers, sizeof numbers, ",%ld,%ld]", grown, slab->size);
    say_raw(numbers);
  }
  say_close();
}
