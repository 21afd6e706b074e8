#!/bin/sh
# Starts a server of Node for each way to say a host, and looks who reaches it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

serve node "$here/node.mjs"
