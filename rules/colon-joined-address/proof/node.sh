#!/bin/sh
# Dials a pod by its IPv6 address, written in each way.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

pages
in_peer node "$here/node.mjs"
