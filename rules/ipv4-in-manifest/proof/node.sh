#!/bin/sh
# Resolves names as a pod does whose dnsConfig and hostAliases name IPv4 addresses.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

names
pages
echo 'a name that the name server of the cluster knows:'
in_peer node "$here/node.mjs" db
echo 'hostAliases: [{ ip: 10.0.0.5, hostnames: [cache] }]:'
echo '10.0.0.5 cache' >>"/etc/netns/$peer/hosts"
in_peer node "$here/node.mjs" cache
echo "hostAliases: [{ ip: $POD_IP, hostnames: [cache] }]:"
sed -i "s/10.0.0.5/$POD_IP/" "/etc/netns/$peer/hosts"
in_peer node "$here/node.mjs" cache
echo 'dnsConfig: { nameservers: [8.8.8.8] }:'
printf 'nameserver 8.8.8.8\noptions timeout:1 attempts:1\n' >"/etc/netns/$peer/resolv.conf"
in_peer node "$here/node.mjs" db
