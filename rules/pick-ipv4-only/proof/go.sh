#!/bin/sh
# Looks for the address of a pod that has IPv6 only.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
in_pod "$work/go"
