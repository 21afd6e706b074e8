#!/bin/sh
# Starts one server for each way to say a host, and looks who reaches it: sh run.sh (as root)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/serve.mjs" &
in_pod node "$here/reach.mjs" 127.0.0.1 'from inside the pod over 127.0.0.1'
in_peer node "$here/reach.mjs" "$POD_IP" 'from another pod over IPv6'
