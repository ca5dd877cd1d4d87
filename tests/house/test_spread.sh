# test_spread.sh - one post that spreads is told once, however often it is
# polled and the agent is killed; what hardly moves is not written.
. "$(dirname "$0")/lib.sh"
town_open
write_config <<END
  "rules": { "us": "mokka" },
  "sources": { "hn": { "recipe": "hackernews", "q": "mokka",
    "base": "https://hn.town:$HTTPS", "every": 1 } },
  "channels": { "phone": { "recipe": "ntfy", "topic": "t", "min": "low",
    "base": "https://ntfy.town:$HTTPS" } },
  "hosts": { $(home hn.town ntfy.town) }
END

spread()			# ID POINTS REPLIES
{
	ask "/spread?id=$1&points=$2&replies=$3" >/dev/null
}
changed()			# the store's newest commit
{
	cat "$dir"/data/* 2>/dev/null | cksum
}
still()				# STATE: not written since
{
	[ "$(changed)" = "$1" ]
}

# --- an old post that went far before we listened is no news
old=$(post hn.town "Mokka, an umber story from before")
spread "$old" 900 700
agent_start
settle hn.town
check "the first poll buzzes nothing" [ -z "$(ask /letters)" ]

# --- a post, as many of them as there are
quiet=$(post hn.town "Ask: is the Mokka open on Sunday?")
id=$(post hn.town "Tell: the vermilion soup of Mokka made me sick")
await 20 "its letter" came ntfy "vermilion"
settle hn.town

# --- a few more: no letter, and what hardly moves is not written
spread "$id" 8 1
spread "$quiet" 9 1
settle hn.town
state=$(changed)
spread "$id" 11 1
spread "$quiet" 8 1
settle hn.town
check "hardly more: nothing written" still "$state"

# --- it spreads: one letter of it, with what is counted
spread "$id" 30 90
await 20 "the letter of the spread" came ntfy "One post is spreading"
letters ntfy "One post is spreading" >"$dir/told"
check "what was said" grep -q "vermilion soup of Mokka made me sick" "$dir/told"
check "how many" [ -n "$(letters ntfy '90 replies and 30 likes in ')" ]
settle hn.town
check "told once" came ntfy "One post is spreading" 1
state=$(changed)
settle hn.town
check "nothing more, nothing written" still "$state"

# --- killed at once after, and started again: not told a second time
kill -9 "$agent"
wait "$agent" 2>/dev/null
spread "$id" 60 120
agent_start
settle hn.town
check "once across restarts" came ntfy "One post is spreading" 1

# --- four times as far: the same event goes on
spread "$id" 150 400
await 20 "it grows" came ntfy "Still growing: one post is spreading"
settle hn.town
check "the others are quiet" [ "$(letters ntfy spreading | wc -l)" -eq 2 ]
check "the old one, too" [ -z "$(letters ntfy umber)" ]

# --- where alarms stand
earshot plan >/dev/null 2>"$dir/plan"
check "plan says from where on" grep -q 'One post is an alarm from' "$dir/plan"
check "marked on the curve, once" \
    [ "$(earshot event | grep -c 'is spreading')" -eq 1 ]
check_store
agent_stop
check_no_crash
finish
