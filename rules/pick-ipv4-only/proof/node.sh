#!/bin/sh
# Looks for the address of a pod that has IPv6 only.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/node.mjs"
