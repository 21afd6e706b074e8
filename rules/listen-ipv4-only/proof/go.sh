#!/bin/sh
# Starts a server of Go for each way to say a network and an address, and looks who reaches it.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
serve "$work/go"
