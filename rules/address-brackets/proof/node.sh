#!/bin/sh
# Hands over hosts with and without brackets, to a pod that is reached by its IPv6 address and by its name.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

names
pages
in_peer node "$here/node.mjs"
