# test_reply.sh - the owner answers: off until turned on, refused before it is
# queued, once each however often the agent is killed (KILLS=60), and where a
# network cannot tell a repeat, never twice.
. "$(dirname "$0")/lib.sh"
town_open
KILLS=${KILLS:-60}

# --- two networks of our own: one in steps, one that forgets
mkdir "$dir/recipes"
network()			# NAME REPLY
{
	cat >"$dir/recipes/$1.json" <<END
{ "recipe": 1, "id": "$1", "kind": "source", "title": "Town's $1: all",
  "spec": { "base": { "type": "url" }, "key": { "type": "secret" } },
  "auth": { "kind": "bearer", "token": "{key}" },
  "request": { "url": "{base}/posts" },
  "records": { "at": "", "order": "newest" },
  "fields": { "id": "/id", "text": "/text", "url": "/url",
    "time": "/time", "author_name": "/author" },
  "keep": { "to": "/id" }, "cursor": { "kind": "seen" },
  "reply": $2 }
END
}
network steps '{ "limit": { "text": { "max": 100, "unit": "chars" } },
  "needs": ["to"],
  "steps": [
    { "request": { "url": "{base}/containers",
        "json": { "text": "{text}", "to": "{to}" } },
      "take": { "container": "/id" }, "then_wait": 1, "idempotent": -1 },
    { "request": { "url": "{base}/publish",
        "json": { "container": "{container}" } } } ],
  "look": { "request": { "url": "{base}/containers/{container}" },
    "where": ["/status", "eq", "PUBLISHED"] },
  "ok": { "status": [200] }, "result": { "id": "/id" } }'
network talk '{ "needs": ["to"],
  "request": { "url": "{base}/say",
    "json": { "text": "{text}", "to": "{to}" } },
  "ok": { "status": [200] }, "result": { "id": "/id" } }'

config()			# REPLIES: true or false
{
	write_config <<END
  "recipes": "$dir/recipes",
  "rules": { "us": "mokka" },
  "sources": {
    "masto": { "recipe": "mastodon.tag", "tag": "harford", "token": "town",
      "base": "https://mastodon.town:$HTTPS", "every": 3600,
      "replies": $1 },
    "steps": { "recipe": "steps", "base": "https://steps.town:$HTTPS",
      "key": "k", "every": 3600, "replies": $1 },
    "talk": { "recipe": "talk", "base": "https://talk.town:$HTTPS",
      "key": "k", "every": 3600, "replies": $1 },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss",
      "every": 3600 }
  },
  "channels": {
    "phone": { "recipe": "ntfy", "base": "https://ntfy.town:$HTTPS",
      "topic": "t", "min": "high" }
  },
  "hosts": { $(home mastodon.town steps.town talk.town gazette.town \
      ntfy.town) }
END
}
config false

number_of()			# MARK
{
	earshot list 100 2>/dev/null | grep -- "$1" |
	    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
}
answer()			# ID TEXT: its exit status and words
{
	earshot reply "$1" "$2" >"$dir/out" 2>"$dir/err"
}
refused()			# STATUS WORDS ID TEXT
{
	answer "$3" "$4"
	[ $? -eq "$1" ] && grep -q -- "$2" "$dir/err"
}
shows()				# ID WORDS
{
	earshot show "$1" 2>/dev/null | grep -q -- "$2"
}
idle()
{
	! earshot outbox 2>/dev/null | grep -q '"state":"waiting"'
}

earshot once --all 2>>"$dir/agent.log"		# the baseline
for h in mastodon steps talk gazette; do
	post $h.town "Mokka has the ${h}mark blend #harford" >/dev/null
done
earshot once --all 2>>"$dir/agent.log"
masto=$(number_of mastodonmark)
steps=$(number_of stepsmark)
talk=$(number_of talkmark)
paper=$(number_of gazettemark)
check "four mentions" [ -n "$masto$steps$talk" -a -n "$paper" ]

# --- off, and where nobody can answer: the place and the words
check "off" refused 1 'replies are off for "masto"' "$masto" "Danke!"
check "its address" grep -q '"url":"https://mastodon.town' "$dir/out"
check "its words" grep -q '"text":"Danke!"' "$dir/out"
check "a paper" refused 1 "no program can answer there" "$paper" "Danke!"
check "no mention" refused 1 "no mention 999" 999 "Danke!"
check "nothing waits" idle
config true

# --- refused before it is queued
long=$(printf '%0101d' 0)
check "too long" refused 1 "too long by 1 characters: Town's steps takes 100" \
    "$steps" "$long"
check "empty" refused 1 "nothing in it" "$steps" "  "
check "control bytes" refused 1 "control character" "$steps" \
    "$(printf 'a\033[2Jb')"
check "nothing waits" idle

# --- without a keeper it waits for one; then it goes
check "an answer" answer "$masto" "Danke aus der Mokka"
check "it waits" shows "$masto" '"state":"waiting"'
check "nothing was said" came masto "Danke aus" 0
earshot once 2>>"$dir/agent.log"
check "it is there" came masto "@someone Danke aus der Mokka"
check "and where is known" shows "$masto" \
    '"state":"sent: https://mastodon.town/@mokka/'

# --- beside a keeper, from standard input
agent_start
echo "Gern geschehen" | earshot reply "$steps" - >/dev/null 2>&1
await 20 "an answer in two steps" came steps "Gern geschehen"
await 20 "its note" shows "$steps" '"state":"sent: pc0"'

# --- an order that is read twice (a cut between commit and unlink) counts once
kill -STOP "$agent"
earshot reply "$talk" "Nur einmal" >/dev/null 2>&1 & order=$!
await 10 "the order" sh -c "ls '$dir/data/taps' | grep -q ."
for f in "$dir"/data/taps/*; do cp "$f" "$dir/again"; done
kill -CONT "$agent"
wait "$order"
await 20 "an answer" came talk "Nur einmal"
cp "$dir/again" "$dir/data/taps/.again"
mv "$dir/data/taps/.again" "$dir/data/taps/00000000000000000001-1"
await 20 "the order to be read" sh -c "! ls '$dir/data/taps' | grep -q ."
await 20 "an empty outbox" idle
check "once" came talk "Nur einmal"

# --- an answer that is lost: said again only where that is safe
lost()				# HOST
{
	ask "/trouble?host=$1&mode=lost&count=1"
}
lost mastodon.town
check "an order" answer "$masto" "Zum Zweiten"
await 90 "a safe repeat" shows "$masto" '"state":"sent.*"when"'
await 90 "an empty outbox" idle
check "one answer" came masto "Zum Zweiten"

lost steps.town			# the container: another one does no harm
check "an order" answer "$steps" "Zum Dritten"
await 90 "an empty outbox" idle
check "published once" came steps "Zum Dritten"

lost talk.town
check "an order" answer "$talk" "Zum Vierten"
await 90 "the owner hears of it" came ntfy "Your answer is not out"
check "said once" came talk "Zum Vierten"
check "kept for the owner" sh -c "'$EARSHOT' -c '$dir/earshot.json' outbox \
    2>/dev/null | grep -q '\"state\":\"refused\".*may be there or not'"
check_store

# --- killed again and again, with an order each time
touch "$dir/ordered.0" "$dir/ordered.1" "$dir/ordered.2"
chance()
{
	echo $(($(od -An -N2 -tu2 /dev/urandom) % $1))
}
word()
{
	echo "$1" | tr 0-9 bdfghjklmn
}
i=0
while [ "$i" -lt "$KILLS" ]; do
	i=$((i + 1))
	mark="q$(word $((1000 + i)))z"
	case $((i % 3)) in
	0) id=$masto ;; 1) id=$steps ;; 2) id=$talk ;;
	esac
	echo "$mark" >>"$dir/ordered.$((i % 3))"
	earshot reply "$id" "To $mark: thanks" >/dev/null 2>&1 & order=$!
	sleep "$(printf '0.%03d' "$(chance 300)")"
	kill -9 "$agent" 2>/dev/null
	wait "$agent" 2>/dev/null
	wait "$order"
	agent_start
done
await 240 "an empty outbox" idle

ask /letters >"$dir/letters"
tell()				# CHANNEL FILE: published 0, 1, more times
{
	while read -r mark; do
		awk -F '\t' -v c="$1" -v m="$mark" '$1 == c &&
		    index($0, m) { n += c == "masto" ? 1 : $2 }
		    END { print n + 0 }' "$dir/letters"
	done <"$2" | sort | uniq -c | awk '{ n[$2] += $1 }
	    END { print n[0] + 0, n[1] + 0, n[2] + n[3] + n[4] + 0 }'
}
for pair in masto:0 steps:1 talk:2; do
	set -- $(tell "${pair%:*}" "$dir/ordered.${pair#*:}")
	note "${pair%:*}: $2 once, $3 more than once, $1 not at all"
	check "$3 of ${pair%:*} were said twice" [ "$3" -eq 0 ]
	[ "${pair%:*}" = talk ] ||
	    check "$1 of ${pair%:*} are missing" [ "$1" -eq 0 ]
done
# what was perhaps said is with the owner, nothing is forgotten
refused=$(earshot outbox 2>/dev/null | grep -c '"state":"refused"')
note "$refused answers are left to the owner"
set -- $(tell talk "$dir/ordered.2")
check "$1 of talk are missing, $refused known of" [ "$refused" -ge "$1" ]
check_store
check_no_crash
agent_stop
finish
