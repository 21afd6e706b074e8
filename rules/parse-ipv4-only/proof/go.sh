#!/bin/sh
# Takes the address of a pod apart, as code for IPv4 does.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build go
in_pod "$work/go"
