#!/bin/sh
# Says addresses to classes of Node whose family is IPv4 unless it is told.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

in_pod node "$here/node.mjs"
