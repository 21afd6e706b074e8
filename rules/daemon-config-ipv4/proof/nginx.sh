#!/bin/sh
# Starts an nginx whose servers say in each way where they listen, and looks who reaches them.
# Needs: nginx
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../../../test/proofs/namespaces.sh"

cat >"$work/ways" <<END
8001 listen 8001;
8002 listen 0.0.0.0:8002;
8003 listen [::]:8003;
8004 listen 8004; listen [::]:8004;
8005 listen [::]:8005 ipv6only=off;
END
{
  echo "daemon off; pid $work/pid; error_log $work/log; events {} http { access_log off;"
  sed 's/^[0-9]* \(.*\)$/server { \1 }/' "$work/ways"
  echo '}'
} >"$work/nginx.conf"
in_pod nginx -e "$work/log" -c "$work/nginx.conf" &
reach "$work/ways"
