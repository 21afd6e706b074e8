#!/bin/sh
# Dials a pod by its IPv6 address, written in each way.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
pages
in_peer "$work/go"
