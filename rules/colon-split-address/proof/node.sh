#!/bin/sh
# What a server of Node makes of the address of its client, cut in each way.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/node.mjs" &
opened 8080
in_peer node "$here/ask.mjs"
