#!/bin/sh
# Listens and dials with the defaults of fasthttp, and with what repairs them.
# Needs: go /usr/share/gocode/src/github.com/valyala/fasthttp
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

go_build fasthttp
names
serve "$work/fasthttp" serve
echo 'by the name of a pod:'
in_peer "$work/fasthttp" ask
