#!/bin/sh
# Asks an nginx whose lists name IPv4 ranges, and one whose lists name both, from another pod.
# Needs: nginx
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

cat >"$work/ways" <<END
8001 allow 10.0.0.0/8; deny all;
8002 allow 10.0.0.0/8; allow fd00:6::/64; deny all;
8003 deny 10.0.0.0/8; allow all;
8004 deny 10.0.0.0/8; deny fd00:6::/64; allow all;
END
{
  echo "daemon off; pid $work/pid; error_log $work/log; events {} http { access_log off;"
  sed 's/^\([0-9]*\) \(.*\)$/server { listen [::]:\1; location \/ { \2 try_files x =204; } }/' "$work/ways"
  echo '}'
} >"$work/nginx.conf"
in_pod nginx -e "$work/log" -c "$work/nginx.conf" &
opened 8001 8002 8003 8004
in_peer node "$here/nginx.mjs" "$work/ways"
