#!/bin/sh
# channels.sh - channels against servers that are not ours: smtp-server with
# PLAIN, LOGIN, XOAUTH2 and greylisting, a Telegram emulator. Needs node, npm
# and openssl; MODULES names a folder where the two packages are already.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
EARSHOT=${EARSHOT:-$here/build/earshot}
dir=$(mktemp -d "${TMPDIR:-/tmp}/earshot-live.XXXXXX")
server=
failed=0
trap '[ -z "$server" ] || kill $server 2>/dev/null; rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM HUP

die()
{
	echo "   FAILED: $*"
	exit 1
}

for program in node npm openssl; do
	command -v $program >/dev/null || {
		echo "   skipped: there is no $program"
		exit 0
	}
done
if [ -z "${MODULES-}" ]; then
	MODULES=$dir
	npm install --silent --no-audit --prefix "$dir" smtp-server@3.21.6 \
	    telegram-test-api@4.2.1 >/dev/null 2>&1 || die "npm install"
fi
export MODULES
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout "$dir/key.pem" -out "$dir/cert.pem" -days 30 -subj /CN=mail.test \
    -addext 'subjectAltName=DNS:mail.test' 2>/dev/null || die "no certificate"
node "$here/tests/live/channels.mjs" "$dir" >"$dir/log" 2>&1 & server=$!
n=0
until [ -s "$dir/ports" ]; do
	n=$((n + 1))
	[ $n -lt 150 ] || { cat "$dir/log"; die "the servers do not come"; }
	sleep 0.1
done
. "$dir/ports"

# mail NAME PORT TLS USER SECRET FROM [TO]: a channel
mail()
{
	cat <<-END
	"$1": { "recipe": "smtp", "host": "mail.test", "port": $2,
	  "tls": "$3", "user": "$4", $5,
	  "from": "$6", "to": "${7:-o@b.test}" },
	END
}

# telegram NAME TOKEN
telegram()
{
	cat <<-END
	"$1": { "recipe": "telegram", "api": "https://mail.test:$TELEGRAM",
	  "token": "$2", "chat": "-1001" },
	END
}

umask 077
channels()
{
	mail plain $IMPLICIT implicit anna '"password": "app-pass"' s@a.test
	mail login $OLD implicit anna '"password": "app-pass"' s@a.test
	mail oauth $TOKEN implicit anna '"token": "good"' s@a.test
	mail stale $TOKEN implicit anna '"token": "old"' s@a.test
	mail starttls $STARTTLS starttls anna '"password": "app-pass"' \
	    s@a.test "o@b.test, p@b.test"
	mail wrong $IMPLICIT implicit anna '"password": "nonsense"' s@a.test
	mail stripped $CLEAR starttls anna '"password": "app-pass"' s@a.test
	mail grey $IMPLICIT implicit anna '"password": "app-pass"' grey@a.test
	mail gone $IMPLICIT implicit anna '"password": "app-pass"' s@a.test \
	    nobody@b.test
	telegram bot 123:ABC
	for mood in limited blocked portal empty; do
		telegram $mood 7:$mood
	done
}
cat >"$dir/earshot.json" <<END
{ "data": "$dir/data", "ca_file": "$dir/cert.pem",
  "hosts": { "mail.test": "127.0.0.1" },
  "channels": { $(channels | sed '$ s/,$//') } }
END

# expect CHANNEL STATUS WORDS: what send-test says
expect()
{
	"$EARSHOT" -c "$dir/earshot.json" send-test "$1" 2>"$dir/said"
	status=$?
	if [ $status -eq "$2" ] && grep -q -- "$3" "$dir/said"; then
		printf '   %-9s %s\n' "$1" "$(cat "$dir/said")"
		return
	fi
	failed=$((failed + 1))
	echo "   FAILED: $1: status $status, not $2; \"$3\" is not in:"
	cat "$dir/said"
}

expect plain 0 'took it'
expect login 0 'took it'
expect oauth 0 'took it'
expect starttls 0 'took it'
expect stale 1 'login'
expect wrong 1 '535'
expect stripped 1 'no encryption'
expect grey 1 'Greylisted'
expect grey 0 'took it'
expect gone 1 '5.1.1 No such user'
expect bot 0 'took it'
expect limited 1 'retry after 7'
expect blocked 1 'blocked by the user'
expect portal 1 'login page'
expect empty 1 'login page'

# heard PATTERN N
heard()
{
	n=$(grep -c -- "$1" "$dir/heard")
	[ "${n:-0}" -eq "$2" ] && return
	failed=$((failed + 1))
	echo "   FAILED: \"$1\" was heard $n times, not $2"
}

heard '^login PLAIN' 6
heard '^login LOGIN' 1
heard '^login XOAUTH2' 2
heard '^mail 1 true <.*> Earshot can reach you' 4
heard '^mail 2 true' 1
heard '^telegram -1001 false "Earshot can reach you\\n' 1
[ $failed -eq 0 ] || { cat "$dir/heard" "$dir/log"; exit 1; }
