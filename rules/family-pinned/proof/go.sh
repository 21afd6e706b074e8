#!/bin/sh
# Asks for IPv4, for IPv6 and for either, where names have IPv6 addresses only.
# Needs: go
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

names
go_build go
pages
in_peer "$work/go"
