// Two clients whose first packets come at the same moment on two processors, from one source port: NAT gives both the same
// one, and the second to be inserted is lost.
#include "machine.h"
#include <arpa/inet.h>
#include <sched.h>
#include <sys/mman.h>

static volatile int *arrived;

/** Waits, without sleeping, for the other one. */
static void meet(long number) {
  __sync_fetch_and_add(arrived, 1);
  while (*arrived < 2 * (number + 1)) continue;
}

static void race(int processor, int rate) {
  cpu_set_t own;
  CPU_ZERO(&own);
  CPU_SET(processor, &own);
  sched_setaffinity(0, sizeof own, &own);
  int s = raw_socket();
  double start = clock_now();
  for (long made = 0;; usleep(STEP * 1000))
    for (; made < due(start, rate); made++) {
      struct flow flow = {0x0a050001u + processor, ntohl(inet_addr(SERVER_ADDRESS)), 1024 + made % 50000, BY_HAND};
      meet(made);
      send_udp(s, flow);
    }
}

void start_racing(int rate) {
  arrived = mmap(NULL, sizeof *arrived, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int processor = 0; processor < 2; processor++)
    if (in(CLIENT) == 0) race(processor, rate);
}
