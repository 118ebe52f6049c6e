// The output: JSON built up in memory, and sent as one line, because the console is slow and other writers interrupt it.
#include "lab.h"

static char *line;
static size_t used, room;
static int first;

static void put(const char *text, size_t length) {
  if (used + length + 1 > room) {
    room = (used + length + 1) * 2;
    line = realloc(line, room);
    if (!line) _exit(1);
  }
  memcpy(line + used, text, length);
  used += length;
}

void say_raw(const char *text) { put(text, strlen(text)); }

static void separate(void) {
  if (!first) say_raw(",");
  first = 0;
}

void say_quoted(const char *text) {
  say_raw("\"");
  for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
    char escaped[8];
    if (*at == '"' || *at == '\\') snprintf(escaped, sizeof escaped, "\\%c", *at);
    else if (*at < 32 || *at > 126) snprintf(escaped, sizeof escaped, "\\u%04x", *at);
    else snprintf(escaped, sizeof escaped, "%c", *at);
    say_raw(escaped);
  }
  say_raw("\"");
}

static void name_of(const char *name) {
  separate();
  say_quoted(name);
  say_raw(":");
}

void say_kind(const char *kind) {
  used = 0;
  say_raw("@@{");
  first = 1;
  say_text("kind", kind);
}

void say_text(const char *name, const char *text) {
  name_of(name);
  say_quoted(text);
}

void say_number(const char *name, long long number) {
  char text[32];
  snprintf(text, sizeof text, "%lld", number);
  name_of(name);
  say_raw(text);
}

/** Opens a list; say_item() goes before each of its items. */
void say_open(const char *name) {
  name_of(name);
  say_raw("[");
  first = 1;
}

void say_item(void) { separate(); }

void say_close(void) {
  say_raw("]");
  first = 0;
}

void say_done(void) {
  say_raw("}\n");
  for (size_t sent = 0; sent < used;) {
    ssize_t n = write(1, line + sent, used - sent);
    if (n <= 0) break;
    sent += n;
  }
}

void note(const char *about, const char *what) {
  say_kind("note");
  say_text("about", about);
  say_text("what", what);
  say_done();
}
