#!/bin/sh
# Keeps the address of a pod as code for IPv4 does.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/node.mjs"
