// Files by TFTP: the server sends each from another port, so the host's helper must have announced it.
#include "machine.h"
#include <arpa/inet.h>
#include <sys/socket.h>

static struct sockaddr_in place(const char *address, int port) {
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, address, &place.sin_addr);
  return place;
}

/** What asks for a file of that name: opcode 1, the name, the mode. */
static void send_request(int s, const char *name) {
  char request[64] = {0, 1};
  size_t length = 2 + strlen(name) + 1;
  struct sockaddr_in server = place(SERVER_ADDRESS, FILES);
  strcpy(request + 2, name);
  strcpy(request + length, "octet");
  sendto(s, request, length + 6, 0, (struct sockaddr *)&server, sizeof server);
}

static int client_socket(const char *from) {
  int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in here = place(from, 0);
  if (bind(s, (struct sockaddr *)&here, sizeof here) != 0) note("bind", strerror(errno));
  return s;
}

/** A socket that waits for the file. */
int ask_file(const char *name) {
  int s = client_socket(CLIENT_ADDRESS);
  send_request(s, name);
  return s;
}

int has_file(int s) {
  char bytes[64];
  return recv(s, bytes, sizeof bytes, MSG_DONTWAIT) > 0;
}

/** The server's side: everything that is asked for is sent, but for one name. */
void start_files(void) {
  if (in(SERVER) != 0) return;
  int listener = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(FILES)}, from;
  if (bind(listener, (struct sockaddr *)&here, sizeof here) != 0) note("bind", strerror(errno));
  for (;;) {
    char bytes[64] = {0};
    socklen_t size = sizeof from;
    if (recvfrom(listener, bytes, sizeof bytes - 1, 0, (struct sockaddr *)&from, &size) < 3) continue;
    if (strcmp(bytes + 2, NEVER_SENT) == 0) continue;
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    sendto(s, "\0\3\0\1data", 8, 0, (struct sockaddr *)&from, sizeof from);
    close(s);
  }
}

/** Clients that ask for what is never sent, each again after so many seconds: each keeps one announcement. */
void start_asking(int clients, int every) {
  if (in(CLIENT) != 0) return;
  int *sockets = calloc(clients, sizeof *sockets);
  for (int i = 0; i < clients; i++) sockets[i] = client_socket(CROWD_ADDRESS);
  for (;; sleep(every))
    for (int i = 0; i < clients; i++) send_request(sockets[i], NEVER_SENT);
}
