#!/bin/sh
# Dials a pod by its IPv6 address, written in each way: sh run.sh (as root)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/serve.mjs" &
in_peer node "$here/dial.mjs"
