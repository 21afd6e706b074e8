#!/bin/sh
# Checks the address of a client of an IPv6-only cluster, in each way.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/node.mjs"
