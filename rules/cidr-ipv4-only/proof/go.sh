#!/bin/sh
# Puts prefixes of IPv4 on the address of a pod, and looks for it in lists of IPv4 ranges.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
in_pod "$work/go"
