#!/bin/sh
# Starts a server of each library with each host, and looks who reaches it.
# Needs: npm
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

serve node "$here/libraries.cjs"
