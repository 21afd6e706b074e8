# Two pods of an IPv6-only cluster, as network namespaces: read by the proofs with `.`, needs root and `ip`.
# Each has loopback with 127.0.0.1 and ::1, as every pod has, and one IPv6 address; there is no way out. The name
# `db` is the first pod's, and has an AAAA record only.
# shellcheck shell=sh disable=SC2034 # what is set here is for the proofs

pod="only6-pod-$$"
peer="only6-peer-$$"
POD_IP=fd00:6::1
PEER_IP=fd00:6::2
export POD_IP PEER_IP
tools="$here/../../../test/proofs"
NODE_PATH="$tools/node_modules"
export NODE_PATH
PATH="$PATH:/usr/sbin:/sbin"
work=$(mktemp -d)

in_pod() { ip netns exec "$pod" "$@"; }
in_peer() { ip netns exec "$peer" "$@"; }

# Ends what runs in these two namespaces, and nothing else.
leave() {
  set +e
  exec 2>/dev/null # the shell would tell of each that it has ended
  for name in "$pod" "$peer"; do
    for process in $(ip netns pids "$name"); do kill "$process"; done
    ip netns delete "$name"
    rm -rf "/etc/netns/$name"
  done
  rmdir /etc/netns
  rm -rf "$work"
}
trap leave EXIT
trap "exit 1" HUP INT TERM

# go_build NAME: builds NAME.go, which stands beside the proof, as $work/NAME.
go_build() {
  GO111MODULE=off GOFLAGS='' CGO_ENABLED=0 GOPATH=/usr/share/gocode go build -o "$work/$1" "$here/$1.go"
}

# names: answers for `db` in the first pod, which both pods ask.
names() {
  in_pod node "$tools/names.mjs" "$POD_IP" &
  until in_pod ss -Hlun 'sport = :53' | grep -q .; do sleep 0.1; done
}

# pages: a web server in the first pod, on port 8080 of both families.
pages() {
  in_pod node "$tools/pages.mjs" &
  opened 8080
}

# opened PORT...: waits until a program in the first pod listens on each.
opened() {
  for port in "$@"; do
    tries=0
    until in_pod ss -Hltn "sport = :$port" | grep -q .; do
      tries=$((tries + 1))
      [ "$tries" -lt 100 ] || { echo "nothing listens on port $port" && exit 1; }
      sleep 0.1
    done
  done
}

# serve COMMAND...: starts servers in the first pod by a program that prints a line for each, its port and how it was
# started, and then `ready`; tells who reaches them.
serve() {
  in_pod "$@" >"$work/ways" &
  tries=0
  until grep -qs '^ready$' "$work/ways"; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { echo 'the servers do not start' && exit 1; }
    sleep 0.1
  done
  sed -i '/^ready$/d' "$work/ways"
  reach "$work/ways"
}

# reach FILE: tells for each line of FILE, which is a port and how its server was started, who reaches it.
reach() {
  # shellcheck disable=SC2046 # one word a port
  opened $(cut -d ' ' -f 1 "$1")
  in_pod node "$tools/reach.mjs" 127.0.0.1 'from inside the pod over 127.0.0.1' "$1"
  in_peer node "$tools/reach.mjs" "$POD_IP" 'from another pod over IPv6' "$1"
}

ip netns add "$pod"
ip netns add "$peer"
ip link add pod netns "$pod" type veth peer name peer netns "$peer"
ip -n "$pod" address add "$POD_IP/64" dev pod nodad
ip -n "$peer" address add "$PEER_IP/64" dev peer nodad
for name in "$pod" "$peer"; do
  ip -n "$name" link set lo up
  mkdir -p "/etc/netns/$name"
  printf '127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n' >"/etc/netns/$name/hosts"
  printf 'nameserver %s\noptions timeout:1 attempts:1\n' "$POD_IP" >"/etc/netns/$name/resolv.conf"
done
ip -n "$pod" link set pod up
ip -n "$peer" link set peer up
