#!/bin/sh
# Connects by a name that has an IPv6 address only, with the defaults of each library and with what repairs them.
# Needs: npm
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

names
in_pod node "$here/serve.mjs" &
opened 8080
in_peer node "$here/libraries.cjs"
