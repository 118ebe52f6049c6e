// Tables and counters as the kernel and conntrack print them, with one flow at least of every kind.
#include "lab.h"

static void handshake(int s, struct flow flow) {
  send_tcp(s, flow, SYN, 1000, 0);
  send_tcp(s, back(flow), SYN | ACK, 9000, 1001);
  send_tcp(s, flow, ACK, 1001, 9001);
}

static void make_flows(void) {
  int s = raw_socket();
  handshake(s, flow_number(0, 1));
  handshake(s, flow_number(1, 1));
  send_tcp(s, flow_number(1, 1), FIN | ACK, 1001, 9001);
  send_tcp(s, flow_number(2, 1), SYN, 1000, 0);
  send_tcp(s, flow_number(3, 1), ACK, 1000, 9000);
  send_udp(s, flow_number(4, 1));
  for (int i = 0; i < 3; i++) {
    send_udp(s, flow_number(5, 1));
    send_udp(s, back(flow_number(5, 1)));
  }
  send_echo(s, flow_number(6, 1), 0);
  send_echo(s, flow_number(7, 1), 0);
  send_echo(s, back(flow_number(7, 1)), 1);
  send_protocol(s, flow_number(0, 2), 253);
  for (int i = 10; i < 30; i++) send_udp(s, flow_number(i, 1));
  close(s);
}

static void show_tool(const char *label, const char *const *args) {
  int status = run_tool(args, "/tmp/tool");
  if (status < 0) return;
  if (status > 0) note(label, "failed");
  say_file(label, "/tmp/tool");
}

static int show(const void *counters) {
  write_number(NETFILTER "nf_conntrack_acct", counters != NULL);
  write_number(NETFILTER "nf_conntrack_timestamp", counters != NULL);
  make_flows();
  usleep(50000);
  say_kind("shown");
  say_text("counters", counters ? "yes" : "no");
  say_number("count", read_number(COUNT));
  say_done();
  const char *tool = "/usr/sbin/conntrack";
  say_file("proc", "/proc/net/nf_conntrack");
  say_file("stat", "/proc/net/stat/nf_conntrack");
  show_tool("plain", (const char *[]){tool, "-L", NULL});
  show_tool("extended", (const char *[]){tool, "-L", "-o", "extended", NULL});
  show_tool("xml", (const char *[]){tool, "-L", "-o", "xml", NULL});
  show_tool("counters", (const char *[]){tool, "-S", NULL});
  return 0;
}

void show_tables(void) {
  in_namespace(show, NULL);
  in_namespace(show, "");
}
