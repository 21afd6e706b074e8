# Two pods of an IPv6-only cluster, as network namespaces: read by the proofs with `.`, needs root and `ip`.
# Each has loopback with 127.0.0.1 and ::1, as every pod has, and one IPv6 address; there is no way out.

pod="only6-pod-$$"
peer="only6-peer-$$"
POD_IP=fd00:6::1
export POD_IP

in_pod() { ip netns exec "$pod" "$@"; }
in_peer() { ip netns exec "$peer" "$@"; }

# Ends what runs in these two namespaces, and nothing else.
leave() {
  for name in "$pod" "$peer"; do
    for process in $(ip netns pids "$name" 2>/dev/null); do kill "$process" 2>/dev/null; done
    ip netns delete "$name" 2>/dev/null
  done
}
trap leave EXIT

ip netns add "$pod"
ip netns add "$peer"
ip link add pod netns "$pod" type veth peer name peer netns "$peer"
ip -n "$pod" address add "$POD_IP/64" dev pod nodad
ip -n "$peer" address add fd00:6::2/64 dev peer nodad
for name in "$pod" "$peer"; do ip -n "$name" link set lo up; done
ip -n "$pod" link set pod up
ip -n "$peer" link set peer up
