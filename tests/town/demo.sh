#!/bin/sh
# demo.sh [SECONDS] - a pretend town and Earshot listening to it, until Ctrl-C
# (or for so many seconds). No configuration, no internet: all on loopback.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
town=${TOWN:-$here/build/host/town}
earshot=${EARSHOT:-$here/build/earshot}
dir=$(mktemp -d "${TMPDIR:-/tmp}/earshot-demo.XXXXXX")
pids=

finish()
{
	trap - EXIT INT TERM HUP PIPE
	for pid in $pids; do
		kill "$pid" 2>/dev/null || true
	done
	wait 2>/dev/null || true
	rm -rf "$dir"
}
trap finish EXIT
trap 'finish; exit 0' INT TERM HUP PIPE

# $1 the https port, $2 the port of the mail server
configuration()
{
	cat <<-END
	{
	  "data": "$dir/data",
	  "ca_file": "$dir/ca.pem",
	  "shop": { "name": "Café Mokka", "town": "Harford",
	    "critical": [ "food poisoning", "lawyer" ] },
	  "rules": {
	    "focus": "focus NOT \"focus on\"",
	    "mokka": "mokka OR \"hallett ford\""
	  },
	  "sources": {
	    "paper": { "feed": "https://gazette.town:$1/feed.rss", "every": 2 },
	    "blog": { "feed": "https://blog.town:$1/feed.atom", "every": 3 },
	    "forum": { "feed": "https://forum.town:$1/feed.json", "every": 3 },
	    "mastodon": { "recipe": "mastodon.tag", "tag": "harford",
	      "base": "https://mastodon.town:$1", "every": 2 },
	    "hn": { "recipe": "hackernews", "q": "focus",
	      "base": "https://hn.town:$1", "every": 3 }
	  },
	  "channels": {
	    "phone": { "recipe": "ntfy", "base": "https://ntfy.town:$1",
	      "topic": "the-owners-phone" },
	    "mail": { "recipe": "smtp", "host": "mail.town", "port": $2,
	      "user": "anna", "password": "secret", "min": "high",
	      "from": "earshot@mokka.example", "to": "anna@mokka.example" },
	    "till": { "recipe": "webhook", "secret": "town-webhook-secret",
	      "url_to": "https://hook.town:$1/earshot" }
	  },
	  "hosts": {
	    "gazette.town": "127.0.0.1", "blog.town": "127.0.0.1",
	    "forum.town": "127.0.0.1", "mastodon.town": "127.0.0.1",
	    "hn.town": "127.0.0.1", "ntfy.town": "127.0.0.1",
	    "hook.town": "127.0.0.1", "mail.town": "127.0.0.1"
	  }
	}
	END
}

welcome()
{
	cat <<-'END'

	  A pretend town on this machine. Its people post; Earshot listens for
	  "focus", "mokka" and "hallett ford", judges what it hears, and tells
	  a phone, a mailbox and a till.

	    posted     somebody wrote something, somewhere
	    earshot |  what Earshot found in it, its score, and why
	    PHONE MAIL WEBHOOK   what the owner gets

	  Ctrl-C ends it.

	END
}

# What the agent says, beside the town's own lines.
beside()
{
	if [ -t 1 ]; then
		sed -u "s/^[0-9:]* *//; s/^/$(printf '\033[2m')earshot |$(printf '\033[0m') /"
	else
		sed -u 's/^[0-9:]* *//; s/^/earshot | /'
	fi
}

"$town" "$dir" 0 & pids=$!
until [ -s "$dir/ports" ]; do
	kill -0 "$pids" || exit 1
	sleep 0.05
done
. "$dir/ports"
(umask 077; configuration "$HTTPS" "$SMTPS" >"$dir/earshot.json")
welcome
mkfifo "$dir/said"
beside <"$dir/said" &
"$earshot" -c "$dir/earshot.json" run 2>"$dir/said" & pids="$pids $!"
if [ $# -gt 0 ]; then
	sleep "$1" & pids="$pids $!"
	wait $! || true
else
	wait
fi
