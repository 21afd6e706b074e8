#!/bin/sh
# Starts a redis server for each way to say where it listens, and looks who reaches it.
# Needs: redis-server
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

set -f # a star is an address
port=6001
for bind in '' '0.0.0.0' '*' '* -::*' '0.0.0.0 ::'; do
  # shellcheck disable=SC2086 # the addresses are words of their own
  in_pod redis-server --port "$port" --protected-mode no --save '' ${bind:+--bind $bind} >"$work/log" &
  echo "$port bind ${bind:-is not said}" >>"$work/ways"
  port=$((port + 1))
done
reach "$work/ways"
