#!/bin/sh
# Starts a server of Node for each name of loopback, and looks who reaches it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

serve node "$here/node.mjs"
