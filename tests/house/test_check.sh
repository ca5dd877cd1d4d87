# test_check.sh - what `earshot check` says of a file with a fault in it: its
# place, in words, with a proposal; exit 2; and `run` would go on where it can.
. "$(dirname "$0")/lib.sh"
tab=$(printf '\t')

# Members of the file, and what must be said of them.
faults='
"hours": { "zone": "Europe/Lodon" }	hours "zone": there is no time zone "Europe/Lodon": perhaps "Europe/London"
"hours": { "open": "mon-fri 8-18, fri 17-20" }	hours "open": on Friday these hours overlap: "08:00-18:00" and "17:00-20:00"
"hours": { "open": ["mon-fri 8-18", "fri 17-20"] }	hours "open": on Friday these hours overlap
"hours": { "open": { "mon": "8-18" } }	hours "open": a list of words is asked for
"hours": { "open": "mon-fri 8-25" }	hours "open": "8-25" is no time of day
"hours": { "closed": ["2026-13-01"] }	hours "closed": "2026-13-01" has no such month
"hours": { "digest": "25:30" }	hours "digest": is a time like "18:00"
"hours": { "digest": ["08:00"] }	hours "digest": must be text in quotes
"hours": { "buzz_when_closed": "yes" }	hours "buzz_when_closed": must be true or false
"hours": { "opne": "mon-fri 8-18" }	hours: there is no key "opne" here
"people": { "ben": { "channels": [] } }	people "ben": has no channel, so that nothing reaches them: add "channels": ["phone"]
"people": { "ben": { "channels": ["fax"] } }	people "ben": there is no channel "fax"
"people": { "ben": { "channels": "phone", "sources": ["papr"] } }	people "ben": there is no source "papr"
"people": { "ben": { "channels": "phone", "classes": ["led"] } }	people "ben": there is no class "led"
"people": { "ben": { "channels": "phone", "issues": ["wait", "wait/alte"] } }	people "ben": there is no issue "wait/alte"
"people": { "ben": { "channels": "phone", "languages": ["english"] } }	people "ben": there is no language "english"
"people": { "ben": { "channels": "phone", "quiet": "22:00-070" } }	people "ben": "22:00-070" is no time of day
"people": { "ben": { "channels": "phone", "buzzes": -3 } }	"buzzes" is how many a day
"people": { "ben": { "channels": "phone" } }, "rota": [ { "who": "dora" } ]	rota "dora": is none of "people"
"people": { "ben": { "channels": "phone" } }, "rota": [ { "who": "ben", "when": "mon-fri 9-12" } ]	rota: nobody is on duty on
"escalate": { "after": 5 }	escalate: there is no key "after" here
"escalate": "soon"	the file "escalate": must be an object
"goals": { "complaints": 5 }	goals "complaints": is no class of mentions
"accounts": { "club": { "token": "x" } }	accounts "club": is used by no source and no channel
"accounts": { "club": 5 }	accounts "club": must be an object
'
printf '%s' "$faults" | while IFS="$tab" read -r members words; do
	[ -n "$members" ] || continue
	(umask 077; cat >"$dir/earshot.json") <<END
{ "data": "$dir/data", $members,
  "rules": { "us": "mokka" },
  "sources": { "paper": "https://gazette.example/feed.rss" },
  "channels": { "phone": { "recipe": "ntfy", "topic": "t" } } }
END
	earshot check >/dev/null 2>"$dir/said"
	[ $? = 2 ] || echo "$members: not 2"
	grep -qF -- "$words" "$dir/said" || {
		echo "$members: says"
		grep 'earshot.json' "$dir/said"
	}
done >"$dir/wrong"
check "each says what is wrong: $(cat "$dir/wrong")" [ ! -s "$dir/wrong" ]

# a file that cannot be run at all
for bad in '"rules": { "us": true }' '"sources": { "a": { "recipe": "nobody" } }' \
    '"sources": { "a": { "feed": "https://a.example/", "every": 1e300 } }' \
    '"sources": { "a": { "recipe": "mastodon.tag", "tag": ["x"], "base": "https://m.example" } }' \
    '"channels": { "p": { "recipe": "ntfy" } }' '"rulse": {}' '"rules": ['
do
	(umask 077; printf '{ %s }\n' "$bad" >"$dir/earshot.json")
	earshot check >/dev/null 2>"$dir/said"
	check "$bad is refused" [ $? = 2 ]
	check "$bad in words" grep -q "earshot.json: ..*" "$dir/said"
	earshot once >/dev/null 2>&1
	check "$bad does not run" [ $? = 2 ]
done
finish
