#!/bin/sh
# Adds routes to a pod, with the prefix of one IPv4 address and with that of one IPv6 address.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

for prefix in 32 128; do
  in_pod ip -6 route add "fd00:7::9/$prefix" dev pod
  printf '  %-44s %s\n' "ip -6 route add fd00:7::9/$prefix dev pod" "adds $(in_pod ip -6 route show root fd00:7::/32 | cut -d ' ' -f 1)"
  in_pod ip -6 route delete "fd00:7::9/$prefix" dev pod
done
