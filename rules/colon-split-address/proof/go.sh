#!/bin/sh
# What a server of Go makes of the address of its client, cut in each way.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
in_pod "$work/go" &
opened 8080
in_peer node "$here/ask.mjs"
