// What bystanders lose: a connection that was open before, one through the host by translated addresses, and new ones of
// both kinds, each tried once a second; files by TFTP where that is what is lost.
#include "machine.h"
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

/** Of the second that each try has. */
#define PATIENCE 0.9

static int own = -1, forwarded = -1;

static int is_open(int s) {
  struct sockaddr_in peer;
  socklen_t size = sizeof peer;
  return s >= 0 && getpeername(s, (struct sockaddr *)&peer, &size) == 0;
}

static int opened(const char *to) {
  int s = connect_now(CLIENT_ADDRESS, to, SERVICE);
  for (int i = 0; i < 100 && !is_open(s); i++) usleep(20000);
  if (!is_open(s)) note("a probe could not connect", to);
  return s;
}

void start_probes(void) {
  enter(CLIENT);
  own = opened(HOST_ADDRESS);
  forwarded = opened(SERVER_ADDRESS);
  enter(HOST);
}

/** Whether the byte has come back; older ones, which came late, are passed over. */
static int has_echo(int s, char byte) {
  char bytes[256];
  ssize_t n = recv(s, bytes, sizeof bytes, MSG_DONTWAIT);
  return n > 0 && memchr(bytes, byte, n) != NULL;
}

void reset(int s) {
  struct linger at_once = {.l_onoff = 1};
  if (s < 0) return;
  setsockopt(s, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(s);
}

struct tally probe(int seconds, int files) {
  struct tally tally = {0, 0, 0, 0, files ? 0 : -1};
  static char byte;
  enter(CLIENT);
  for (int second = 0; second < seconds; second++) {
    double start = clock_now();
    byte++;
    send(own, &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    send(forwarded, &byte, 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    int fresh = connect_now(CLIENT_ADDRESS, HOST_ADDRESS, SERVICE), through = connect_now(CLIENT_ADDRESS, SERVER_ADDRESS, SERVICE);
    int file = files ? ask_file("file") : -1, got[5] = {0};
    while (clock_now() - start < PATIENCE) {
      got[0] |= has_echo(own, byte);
      got[1] |= has_echo(forwarded, byte);
      got[2] |= is_open(fresh);
      got[3] |= is_open(through);
      got[4] |= file >= 0 && has_file(file);
      usleep(20000);
    }
    reset(fresh);
    reset(through);
    if (file >= 0) close(file);
    tally.open += got[0];
    tally.forwarded += got[1];
    tally.fresh += got[2];
    tally.fresh_forwarded += got[3];
    tally.files += got[4];
    double left = 1 - (clock_now() - start);
    if (left > 0) usleep((useconds_t)(left * 1e6));
  }
  enter(HOST);
  return tally;
}
