# lib.sh - what every test of the house needs: a town, an agent, patience.
# The test is in a folder of its own, $dir, that goes when it ends.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
TOWN=${TOWN:-$here/build/host/town}
EARSHOT=${EARSHOT:-$here/build/earshot}
dir=$(mktemp -d "${TMPDIR:-/tmp}/earshot-house.XXXXXX")
agent=
pids=
failed=0

leave()
{
	for pid in $agent $pids; do
		kill -9 "$pid" 2>/dev/null
	done
	rm -rf "$dir"
}
trap leave EXIT
trap 'exit 1' INT TERM HUP PIPE

# --- saying how it went ------------------------------------------------------

note()
{
	echo "   $*"
}

# The end: nothing after this can be trusted.
die()
{
	echo "   FAILED: $*"
	if [ -s "$dir/agent.log" ]; then
		echo "   the agent said last:"
		tail -n 12 "$dir/agent.log" | sed 's/^/      /'
	fi
	exit 1
}

# check WHAT COMMAND...: goes on, but remembers
check()
{
	what=$1
	shift
	if "$@" >"$dir/checked" 2>&1; then
		return 0
	fi
	failed=$((failed + 1))
	echo "   FAILED: $what"
	head -n 8 "$dir/checked" | sed 's/^/      /'
}

finish()
{
	[ "$failed" -eq 0 ] || exit 1
	exit 0
}

# await SECONDS WHAT COMMAND...: until the command succeeds
await()
{
	limit=$(($(date +%s) + $1))
	what=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -lt "$limit" ] || die "never came: $what"
		sleep 0.1
	done
}

# --- the town ----------------------------------------------------------------

town_open()
{
	for program in "$TOWN" "$EARSHOT"; do
		[ -x "$program" ] || die "there is no $program: make it"
	done
	"$TOWN" "$dir" 0 quiet >"$dir/town.log" 2>&1 & pids="$pids $!"
	await 20 "the town" test -s "$dir/ports"
	. "$dir/ports"
}

ask()
{
	"$TOWN" ask "$dir" "$@"
}

# post HOST TEXT [MORE PARAMETERS]: its number
post()
{
	ask "/post?host=$1${3:+&$3}" "$2"
}

# letters CHANNEL [MARK]: the lines of what came there, with that in them
letters()
{
	ask /letters | awk -F '\t' -v c="$1" -v m="${2-}" \
	    '$1 == c && (m == "" || index($0, m))'
}

# came CHANNEL MARK [N]: that many different ones came (1)
came()
{
	[ "$(letters "$1" "$2" | wc -l)" -eq "${3:-1}" ]
}

# counted HOST FIELD: 2 connections, 3 full, 4 resumed, 5 requests, 6 unchanged
counted()
{
	ask /counts | awk -F '\t' -v h="$1" -v f="$2" \
	    '$1 == h { n = $f } END { print n + 0 }'
}

# polled HOST N: asked at least so often
polled()
{
	[ "$(counted "$1" 5)" -ge "$2" ]
}

# Two more polls of each from now on: whatever was to come has come.
settle()
{
	for h in "$@"; do
		await 20 "two more polls of $h" polled "$h" \
		    $(($(counted "$h" 5) + 2))
	done
}

# --- the agent ---------------------------------------------------------------

# Names of hosts to an object of "hosts".
home()
{
	sep=
	for h in "$@"; do
		printf '%s"%s": "127.0.0.1"' "$sep" "$h"
		sep=", "
	done
}

# Members of "channels".
annas_mail()
{
	cat <<END
"mail": { "recipe": "smtp", "host": "mail.town", "port": $SMTPS,
      "user": "anna", "password": "secret", "from": "e@mokka.example",
      "to": "anna@mokka.example", "min": "low" }
END
}

a_phone()
{
	cat <<END
"phone": { "recipe": "ntfy", "base": "https://ntfy.town:$HTTPS",
      "topic": "t", "min": "low" }
END
}

# Members of the file: one source, one channel, where they are.
paper_and_phone()
{
	cat <<END
"sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone)
  },
  "hosts": { $(home gazette.town ntfy.town) }
END
}

# write_config <<END: all but what every test has. No digest comes at eight.
write_config()
{
	(umask 077
	{
		printf '{ "data": "%s/data", "ca_file": "%s/ca.pem",\n' \
		    "$dir" "$dir"
		[ -n "${HOURS-}" ] || printf '"hours": { "digest": "off" },\n'
		cat
		printf '}\n'
	} >"$dir/earshot.json")
}

earshot()
{
	"$EARSHOT" -c "$dir/earshot.json" "$@"
}

# run STATUS VERB...: does it end so? What it says is in $dir/out and $dir/err.
run()
{
	want=$1
	shift
	earshot "$@" >"$dir/out" 2>"$dir/err"
	[ $? -eq "$want" ]
}

out()
{
	grep -q -- "$1" "$dir/out"
}

err()
{
	grep -q -- "$1" "$dir/err"
}

agent_start()
{
	"$EARSHOT" -c "$dir/earshot.json" run 2>>"$dir/agent.log" & agent=$!
}

# Ends well and soon.
agent_stop()
{
	kill "$agent"
	wait "$agent"
	check "the agent ends with status 0, not $?" [ $? -eq 0 ]
	agent=
}

said()
{
	grep -q -- "$1" "$dir/agent.log"
}

# No worker may ever crash, whatever it is fed.
check_no_crash()
{
	check "no worker died" [ "$(grep -c 'died of signal\|does not have' \
	    "$dir/agent.log")" -eq 0 ]
}

# verify and ledger hold, whatever happened.
check_store()
{
	check "verify" earshot verify
	check "ledger" earshot ledger
}
