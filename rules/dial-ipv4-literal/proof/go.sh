#!/bin/sh
# Connects to IPv4 addresses that are written down, from a pod that has IPv6 only.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
in_pod "$work/go"
