// Packets of made-up flows. Both directions are sent from here: connection tracking goes by the addresses alone.
#include "lab.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <sys/socket.h>

#define PORTS 50000
#define HEADER 20

int raw_socket(void) {
  int s = socket(AF_INET, SOCK_RAW, IPPROTO_RAW);
  if (s < 0) note("no raw socket", strerror(errno));
  return s;
}

/** Flow `index` of a series; no two are alike. Ports come first, so that one address serves most experiments. */
struct flow flow_number(long index, int series) {
  return (struct flow){
      .from = 0x0a010000u | (uint32_t)series << 8 | (uint32_t)(1 + index / PORTS),
      .to = 0x0a020001u,
      .from_port = (uint16_t)(1024 + index % PORTS),
      .to_port = 7777,
  };
}

struct flow back(struct flow flow) { return (struct flow){flow.to, flow.from, flow.to_port, flow.from_port}; }

static uint16_t checksum(const uint8_t *bytes, size_t length, uint32_t sum) {
  for (size_t i = 0; i + 1 < length; i += 2) sum += (uint32_t)bytes[i] << 8 | bytes[i + 1];
  if (length & 1) sum += (uint32_t)bytes[length - 1] << 8;
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return (uint16_t)~sum;
}

static void set16(uint8_t *at, uint16_t value) {
  at[0] = value >> 8;
  at[1] = value & 255;
}

static void set32(uint8_t *at, uint32_t value) {
  set16(at, value >> 16);
  set16(at + 2, value & 0xffff);
}

/** A whole packet around `length` bytes of the protocol, whose checksum goes to `sum_at` (-1: it has none). */
static void send_packet(int s, struct flow flow, int protocol, const uint8_t *body, size_t length, int sum_at, int pseudo) {
  uint8_t packet[HEADER + 64] = {0x45};
  set16(packet + 2, HEADER + length);
  packet[8] = 64;
  packet[9] = protocol;
  set32(packet + 12, flow.from);
  set32(packet + 16, flow.to);
  memcpy(packet + HEADER, body, length);
  if (sum_at >= 0) {
    uint32_t start = pseudo ? (flow.from >> 16) + (flow.from & 0xffff) + (flow.to >> 16) + (flow.to & 0xffff) + protocol + length : 0;
    set16(packet + HEADER + sum_at, checksum(packet + HEADER, length, start));
  }
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(flow.to)};
  // EPERM: dropped by the full table, which is what some experiments are about.
  if (sendto(s, packet, HEADER + length, 0, (struct sockaddr *)&to, sizeof to) < 0 && errno != EPERM && errno != ENOBUFS)
    note("sendto", strerror(errno));
}

static void set_ports(uint8_t *body, struct flow flow) {
  set16(body, flow.from_port);
  set16(body + 2, flow.to_port);
}

void send_udp(int s, struct flow flow) {
  uint8_t body[12] = {0};
  set_ports(body, flow);
  set16(body + 4, sizeof body);
  send_packet(s, flow, IPPROTO_UDP, body, sizeof body, 6, 1);
}

void send_tcp(int s, struct flow flow, int flags, uint32_t sequence, uint32_t acknowledged) {
  uint8_t body[20] = {0};
  set_ports(body, flow);
  set32(body + 4, sequence);
  set32(body + 8, acknowledged);
  body[12] = 5 << 4;
  body[13] = flags;
  set16(body + 14, 60000);
  send_packet(s, flow, IPPROTO_TCP, body, sizeof body, 16, 1);
}

void send_echo(int s, struct flow flow, int reply) {
  uint8_t body[8] = {reply ? 0 : 8};
  set16(body + 4, reply ? flow.to_port : flow.from_port);
  send_packet(s, flow, IPPROTO_ICMP, body, sizeof body, 2, 0);
}

/** A protocol that connection tracking knows by addresses only: each flow has an address of its own. */
void send_protocol(int s, struct flow flow, int protocol) {
  uint8_t body[4] = {1, 2, 3, 4};
  send_packet(s, flow, protocol, body, sizeof body, -1, 0);
}

void flood(int series, long count) {
  int s = raw_socket();
  for (long i = 0; i < count; i++) send_udp(s, flow_number(i, series));
  close(s);
}
