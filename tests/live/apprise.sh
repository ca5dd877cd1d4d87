#!/bin/sh
# apprise.sh - the channel apprise: its server is in no package of Debian, its
# library is. So what the box posts must be what the library's own client posts,
# and the library must take it and send it on. Needs apprise, openssl.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
EARSHOT=${EARSHOT:-$here/build/earshot}
dir=$(mktemp -d "${TMPDIR:-/tmp}/earshot-live.XXXXXX")
server=
trap '[ -z "$server" ] || kill $server 2>/dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

die()
{
	echo "   FAILED: $*"
	cat "$dir"/log "$dir"/box "$dir"/client "$dir"/said 2>/dev/null
	exit 1
}

# The system's own, whatever else stands first in PATH.
python=/usr/bin/python3
$python -c 'import apprise' 2>/dev/null || {
	echo "   skipped: there is no apprise"
	exit 0
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout "$dir/key.pem" -out "$dir/cert.pem" -days 30 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost' 2>/dev/null || die "no certificate"
$python "$here/tests/live/apprise_server.py" "$dir" >"$dir/log" 2>&1 & server=$!
n=0
until [ -s "$dir/port" ]; do
	n=$((n + 1))
	[ $n -lt 200 ] || die "the server does not come"
	sleep 0.1
done
port=$(cat "$dir/port")

# channel NAME KEY [MORE]
channel()
{
	echo "\"$1\": { \"recipe\": \"apprise\", \"key\": \"$2\"${3-}," \
	    "\"base\": \"https://localhost:$port\" }"
}
umask 077
cat >"$dir/earshot.json" <<END
{ "data": "$dir/data", "ca_file": "$dir/cert.pem",
  "hosts": { "localhost": "127.0.0.1" },
  "channels": { $(channel all shop), $(channel unknown nobody),
    $(channel staff shop ', "tag": "staff"'),
    $(channel other shop ', "tag": "others"') } }
END

# expect CHANNEL STATUS WORDS: what send-test says
expect()
{
	"$EARSHOT" -c "$dir/earshot.json" send-test "$1" 2>"$dir/said"
	status=$?
	[ $status -eq "$2" ] && grep -q -- "$3" "$dir/said" ||
	    die "$1: status $status, not $2; or not \"$3\""
	printf '   %-8s %s\n' "$1" "$(cat "$dir/said")"
}
expect all 0 'took it'
expect staff 0 'took it'
expect unknown 1 '404'
expect other 1 '424'
[ "$(grep -c 'Earshot can reach you' "$dir/arrived")" -eq 2 ] ||
    die "two letters were to arrive"

# The same address, type of content and members as its own client.
$python - "$dir" <<'END' || die "the box posts something else than its client"
import json, sys
first = lambda name: json.loads(open(sys.argv[1] + '/' + name).readline())
box, client = first('box'), first('client')
assert box[:2] == client[:2], (box, client)
assert set(box[2]) == set(client[2]), (set(box[2]), set(client[2]))
assert all(type(box[2][k]) == type(client[2][k]) for k in client[2])
END
echo "   as its own client does"
