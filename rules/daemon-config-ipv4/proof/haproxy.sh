#!/bin/sh
# Starts an HAProxy whose frontends say in each way where they listen, and looks who reaches them.
# Needs: haproxy
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

cat >"$work/ways" <<END
8001 bind *:8001
8002 bind :8002
8003 bind 0.0.0.0:8003
8004 bind :::8004
8005 bind :::8005 v4v6
8006 bind [::]:8006 v4v6
END
{
  printf 'defaults\n  mode http\n  timeout client 1s\n  timeout connect 1s\n  timeout server 1s\n'
  sed 's/^\([0-9]*\) \(.*\)$/frontend f\1\n  \2/' "$work/ways"
} >"$work/haproxy.cfg"
in_pod haproxy -f "$work/haproxy.cfg" &
reach "$work/ways"
