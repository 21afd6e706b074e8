#!/bin/sh
# Hands over hosts with and without brackets, to a pod that is reached by its IPv6 address.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
pages
in_peer "$work/go"
