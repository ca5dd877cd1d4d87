# test_crisis.sh - one switch: what comes in is told together, critical words
# at once, drafts rest, the holding statement stands everywhere, and all of it
# can be read afterwards.
. "$(dirname "$0")/lib.sh"
early=$(dirname "$TOWN")/earshot-1970
[ -x "$early" ] || { note "skipped: there is no $early"; exit 0; }
cp "$early" "$dir/early"
echo -285 >"$dir/early.clock"	# what it orders was ordered a while ago
town_open

write_config <<END
  "shop": { "name": "Mokka", "town": "Harford" },
  "rules": { "us": "mokka" },
  "sources": {
    "masto": { "recipe": "mastodon.tag", "tag": "harford", "token": "town",
      "base": "https://mastodon.town:$HTTPS", "every": 1,
      "replies": true },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    "anna": { "recipe": "ntfy", "base": "https://ntfyanna.town:$HTTPS",
      "topic": "t", "min": "low" },
    "ben": { "recipe": "ntfy", "base": "https://ntfyben.town:$HTTPS",
      "topic": "t", "min": "low" },
    "till": { "recipe": "webhook", "url_to": "https://hook.town:$HTTPS/till",
      "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "min": "low" }
  },
  "people": {
    "anna": { "name": "Anna Roth", "channels": ["anna"], "min": "low" },
    "ben": { "name": "Ben", "channels": ["ben"], "may": "read",
      "min": "low" },
    "studio": { "name": "Studio", "channels": ["ben"], "agency": true,
      "places": ["Boston"] }
  },
  "escalate": { "minutes": 0 },
  "answers": { "proactive": true, "statements": [ { "name": "ready",
    "classes": "crisis", "words": "We are looking into it." } ] },
  "hosts": { $(home mastodon.town gazette.town ntfyanna.town ntfyben.town \
    hook.town) }
END
check "the file is sound" earshot check

number_of()			# MARK
{
	earshot list 100 2>/dev/null | grep -- "$1" |
	    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
}
heard()				# HOST TEXT MARK
{
	post "$1" "$2" >/dev/null
	await 20 "$3" sh -c "'$EARSHOT' -c '$dir/earshot.json' list 100 \
	    2>/dev/null | grep -q -- '$3'"
	id=$(number_of "$3")
}
agent_start
settle mastodon.town gazette.town

check "it is off" run 1 crisis
check "there is no log" run 1 crisis log
check "off already" run 0 crisis off
check "who may only read" run 1 crisis on --by ben
check "is told" err 'may read, and not act'
check "nor an agency" run 1 crisis on --by studio
check "nor a stranger" run 1 crisis on --by mallory
check "half a sentence" run 2 crisis on We know
check "a long one" run 1 crisis on "$(head -c 400 /dev/zero | tr '\0' x)"
check "it is still off" run 1 crisis

# --- on: everybody hears of it
check "on" "$dir/early" -c "$dir/earshot.json" crisis on --by anna
await 10 "Anna to hear of it" came ntfyanna 'Crisis mode is on, says Anna'
await 10 "and Ben" came ntfyben 'We are looking into it.'
check "how it stands" run 0 crisis
check "with the statement on file" err 'by Anna Roth. Say no more than: We are'
check "other words" run 0 crisis on "We know of the alum; more at noon." \
    --by anna
check "they are pinned" sh -c "'$EARSHOT' -c '$dir/earshot.json' crisis 2>&1 |
    grep -q 'no more than: We know of the alum'"
check "the plan says so" sh -c "'$EARSHOT' -c '$dir/earshot.json' plan 2>&1 |
    grep -q 'Crisis mode is on'"

# --- together, though a program has heard of each; what is critical at once
heard mastodon.town "The service at Mokka is terrible, larkspur waited for an \
hour. #harford" larkspur
first=$id
heard gazette.town "Bad
Rude and slow again at the Mokka, says marigold." marigold
check "no single letter" came ntfyanna larkspur 0
heard mastodon.town "A child in hospital with an allergy after foxglove cake \
at Mokka! #harford" foxglove
grave=$id
await 10 "at once" came ntfyanna foxglove
check "with the words that may be said" sh -c "'$TOWN' ask '$dir' /letters |
    grep ntfyanna | grep foxglove | grep -q 'no more than: We know'"
await 40 "both in one" came ntfyanna larkspur
check "it is one" came ntfyanna marigold
check "the same one" [ "$(letters ntfyanna larkspur | grep -c marigold)" -eq 1 ]
check "with the statement" [ "$(letters ntfyanna larkspur |
    grep -c 'We know of the alum')" -eq 1 ]
check "it is on after a restart" agent_stop
agent_start
check "still" run 0 crisis

# --- drafts rest, but of the thing itself
check "no draft" run 1 draft "$first"
check "why not" err 'crisis mode is on: other answers wait'
check "what may be said" err 'no more than: We know of the alum'
check "a draft" run 0 draft "$grave"
check "holds" out 'We know of the alum; more at noon\.'
check "no answer leaves" run 1 reply "$first" "Sorry, larkspur." --by anna
check "marked" earshot mark "$first" seen --by anna
check "the digest begins with it" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
    digest anna 2>/dev/null | head -n 5 | grep -q 'no more than: We know'"

# --- off, with a summary
heard gazette.town "Late
No coffee for verbena at the Mokka, awful." verbena
check "off" run 0 crisis off --by anna
await 10 "a summary" came ntfyanna 'Crisis mode is over, says Anna'
check "its numbers" came ntfyanna 'Heard since: 4 mentions'
check "what was not told" [ "$(letters ntfyanna 'Not told yet:' |
    grep -c verbena)" -eq 1 ]
check "Ben, too" came ntfyben 'Crisis mode is over' 
check "it is off" run 1 crisis
check "a draft again" run 0 draft "$first"
check "single letters again" heard gazette.town "Hm
At the Mokka the sorrel was rude and terrible." sorrel
await 20 "this one" came ntfyanna sorrel

# --- all that happened
check "the log" run 0 crisis log
check "begins" sh -c "head -n 1 '$dir/out' | grep -q \
    '\"what\":\"crisis on\",\"by\":\"anna\",\"words\":\"We know of the alum'"
check "ends" sh -c "tail -n 1 '$dir/out' | grep -q \
    '\"what\":\"crisis off\",\"by\":\"anna\"'"
for words in '"what":"heard".*larkspur' '"what":"letter".*"by":"anna"' \
    '"what":"seen".*"by":"anna"' '"what":"told"'; do
	check "$words" out "$words"
done
check "in order" sh -c "sed 's/.*\"when\":\([0-9]*\).*/\1/' '$dir/out' |
    sort -n -c"
check "nothing else" sh -c "! grep -q sorrel '$dir/out'"
check "no second one" run 1 crisis log 2
check "the curve is marked" sh -c "'$EARSHOT' -c '$dir/earshot.json' event |
    grep -q 'crisis mode'"
check_store
check_no_crash
agent_stop
check "without a keeper" run 0 crisis on --by anna
check "it is on" run 0 crisis
check "the log of the one before" run 0 crisis log 2
check "verified" earshot verify
finish
