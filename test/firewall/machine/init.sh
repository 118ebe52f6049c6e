#!/usr/bin/busybox sh
# All that the machine runs: what turns tracking on beside rules, tried one by one. Two namespaces, client and server, with
# this machine between them, routed or bridged. Prints one JSON object a line, each behind "@@", and ends the machine.
export PATH=/usr/sbin:/usr/bin:/busybox
/usr/bin/busybox mkdir -p /proc /sys /dev /tmp /run /busybox /var/run/openvswitch
/usr/bin/busybox ln -s usr/bin /bin
/usr/bin/busybox ln -s usr/sbin /sbin
/usr/bin/busybox --install -s /busybox
# This shell takes its own applets for programs of the same name.
ip() { /usr/bin/ip "$@"; }
tc() { /usr/sbin/tc "$@"; }
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
exec < /dev/console > /dev/console 2>&1
echo "1 4 1 7" > /proc/sys/kernel/printk

say() { # WHAT TRIED TRACKED NOTE
  echo "@@{\"what\":\"$1\",\"tried\":\"$2\",\"tracked\":\"$3\",\"note\":\"$(echo "$4" | tr '\n"\\' "  /" | cut -c1-200)\"}"
}

for list in before after; do
  while read -r module || [ -n "$module" ]; do
    [ -n "$module" ] && insmod "/modules/$module.ko" 2>/tmp/error || true
  done < "/modules/$list"
  [ "$list" = before ] && insmod /modules/nf_conntrack.ko
done

# Two namespaces, and this machine with a device to each: as a router, or with a bridge over both.
setup() {
  ip netns add client
  ip netns add server
  ip link add wan0 type veth peer name eth0 netns client
  ip link add lan0 type veth peer name eth0 netns server
  ip -n client link set lo up
  ip -n server link set lo up
  ip -n client link set eth0 up
  ip -n server link set eth0 up
  ip link set lo up
  ip link set wan0 up
  ip link set lan0 up
  if [ "$1" = routed ]; then
    ip address add 192.0.2.1/24 dev wan0
    ip address add 10.9.0.1/24 dev lan0
    ip -n client address add 192.0.2.2/24 dev eth0
    ip -n server address add 10.9.0.2/24 dev eth0
    ip -n client route add default via 192.0.2.1
    ip -n server route add default via 10.9.0.1
    echo 1 > /proc/sys/net/ipv4/ip_forward
  else
    ip -n client address add 10.9.0.1/24 dev eth0
    ip -n server address add 10.9.0.2/24 dev eth0
    if [ "$1" = bridged ]; then
      ip link add br0 type bridge
      ip link set wan0 master br0
      ip link set lan0 master br0
      ip link set br0 up
      ip address add 10.9.0.9/24 dev br0
    fi
  fi
}

teardown() {
  nft flush ruleset
  ip netns del client
  ip netns del server
  for link in wan0 lan0 br0; do ip link del "$link" 2>/dev/null; done
  ipvsadm -C 2>/dev/null
  conntrack -F 2>/dev/null
  sleep 1
}

# Three echoes of the client's to an address; which of them are in the table, by their addresses.
probe() { # ADDRESS
  ip netns exec client ping -c 3 -w 5 "$1" > /tmp/ping 2>&1
  received=$(sed -n 's/.* \([0-9]*\) packets received.*/\1/p' /tmp/ping)
  grep -c "icmp .*dst=$1 " /proc/net/nf_conntrack > /tmp/entries 2>/dev/null || true
  entries=$(cat /tmp/entries)
  if [ "${entries:-0}" -gt 0 ]; then tracked=yes; else tracked=no; fi
  answered="$received of 3 answered"
}

# Tries one thing: prepares, then asks for the way through and for this host itself.
try() { # WHAT SHAPE COMMANDS [HOST]
  what=$1
  setup "$2"
  echo "$3" > /tmp/commands
  (set -e; . /tmp/commands) > /tmp/said 2>&1
  if [ $? -ne 0 ]; then
    say "$what" through unknown "$(tail -n 2 /tmp/said)"
    teardown
    return
  fi
  probe 10.9.0.2
  say "$what" through "$tracked" "$answered"
  if [ -n "$4" ]; then
    probe "$4"
    say "$what" host "$tracked" "$answered"
  fi
  teardown
}

echo "@@{\"what\":\"start\",\"tried\":\"$(uname -r)\",\"tracked\":\"\",\"note\":\"\"}"

try "nothing" routed ":" 192.0.2.1
try "a match on connection tracking" routed "nft add table inet t; nft add chain inet t c; nft add rule inet t c ct state new" 192.0.2.1
try "a flowtable that no rule uses" routed "nft add table inet t; nft 'add flowtable inet t f { hook ingress priority 0; devices = { wan0, lan0 }; }'" 192.0.2.1
try "a flowtable and flow add" routed "nft add table inet t; nft 'add flowtable inet t f { hook ingress priority 0; devices = { wan0, lan0 }; }'; nft 'add chain inet t forward { type filter hook forward priority 0; }'; nft add rule inet t forward flow add @f" 192.0.2.1
try "the same, with the rule gone" routed "nft add table inet t; nft 'add flowtable inet t f { hook ingress priority 0; devices = { wan0, lan0 }; }'; nft 'add chain inet t forward { type filter hook forward priority 0; }'; nft add rule inet t forward flow add @f; nft flush chain inet t forward" 192.0.2.1

try "IPVS loaded, without a service" routed "cat /proc/net/ip_vs" 192.0.2.1
try "an IPVS service without a server" routed "ipvsadm -A -u 192.0.2.1:53 -s rr" 192.0.2.1
try "an IPVS service with a server, masqueraded" routed "ipvsadm -A -u 192.0.2.1:53 -s rr; ipvsadm -a -u 192.0.2.1:53 -r 10.9.0.2:53 -m" 192.0.2.1
try "the same with net.ipv4.vs.conntrack=1" routed "echo 1 > /proc/sys/net/ipv4/vs/conntrack; ipvsadm -A -u 192.0.2.1:53 -s rr; ipvsadm -a -u 192.0.2.1:53 -r 10.9.0.2:53 -m" 192.0.2.1
try "a bridge" bridged ":" 10.9.0.9
try "a rule of a bridge that matches on ct" bridged "nft add table bridge t; nft 'add chain bridge t forward { type filter hook forward priority 0; }'; nft add rule bridge t forward ct state established accept" 10.9.0.9
try "a rule of a bridge that matches on no ct" bridged "nft add table bridge t; nft 'add chain bridge t forward { type filter hook forward priority 0; }'; nft add rule bridge t forward meta protocol ip accept" 10.9.0.9
try "a rule of inet that matches on ct, beside a bridge" bridged "nft add table inet t; nft 'add chain inet t forward { type filter hook forward priority 0; }'; nft add rule inet t forward ct state established accept" 10.9.0.9

flows() { echo "ovs-dpctl add-dp dp0; ovs-dpctl add-if dp0 wan0; ovs-dpctl add-if dp0 lan0; $1"; }
try "an Open vSwitch datapath" apart "$(flows "ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x0806),arp()' 2; ovs-dpctl add-flow dp0 'in_port(2),eth(),eth_type(0x0806),arp()' 1; ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x0800),ipv4()' 2; ovs-dpctl add-flow dp0 'in_port(2),eth(),eth_type(0x0800),ipv4()' 1")"
ovs-dpctl del-dp dp0 2>/dev/null
try "Open vSwitch flows with ct()" apart "$(flows "ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x0806),arp()' 2; ovs-dpctl add-flow dp0 'in_port(2),eth(),eth_type(0x0806),arp()' 1; ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x0800),ipv4()' 'ct(commit),2'; ovs-dpctl add-flow dp0 'in_port(2),eth(),eth_type(0x0800),ipv4()' 'ct(commit),1'")"
ovs-dpctl del-dp dp0 2>/dev/null

redirect() { echo "tc qdisc add dev wan0 clsact; tc qdisc add dev lan0 clsact; tc filter add dev wan0 ingress prio 1 protocol ip matchall $1 action mirred egress redirect dev lan0; tc filter add dev lan0 ingress prio 1 protocol ip matchall $1 action mirred egress redirect dev wan0; tc filter add dev wan0 ingress prio 2 protocol arp matchall action mirred egress redirect dev lan0; tc filter add dev lan0 ingress prio 2 protocol arp matchall action mirred egress redirect dev wan0"; }
try "tc without act_ct" apart "$(redirect "")"
try "tc with act_ct" apart "$(redirect "action ct commit pipe")"

echo "@@{\"what\":\"end\",\"tried\":\"\",\"tracked\":\"\",\"note\":\"\"}"
sync
sleep 1
poweroff -f
