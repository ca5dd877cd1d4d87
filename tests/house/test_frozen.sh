# test_frozen.sh - a crisis freezes what was prepared before it: answers that
# wait, drafts that were kept, the digests and the letter of the week. Each goes
# out once when it is over, whatever happens to the power; none before, but what
# the owner sends all the same.
. "$(dirname "$0")/lib.sh"
town_open
early=$(dirname "$TOWN")/earshot-1970
[ -x "$early" ] || { note "skipped: there is no $early"; exit 0; }
cp "$early" "$dir/box"
EARSHOT=$dir/box
export TZ=Europe/Berlin

HOURS=own write_config <<END
  "shop": { "name": "Mokka", "town": "Harford",
    "handles": ["mokka"] },
  "rules": { "us": "mokka" },
  "sources": {
    "masto": { "recipe": "mastodon.tag", "tag": "harford", "token": "town",
      "base": "https://mastodon.town:$HTTPS", "every": 1, "replies": true }
  },
  "hours": { "zone": "$TZ", "digest": "07:30" },
  "channels": {
    $(annas_mail),
    $(a_phone)
  },
  "people": {
    "anna": { "name": "Anna", "channels": ["phone", "mail"] },
    "ben": { "name": "Ben", "channels": ["mail"], "may": "draft",
      "digest": "off" }
  },
  "escalate": { "minutes": 0 },
  "answers": { "proactive": true },
  "hosts": { $(home mastodon.town mail.town ntfy.town) }
END

# It is DAY TIME now; days are counted from a Monday in the week after next.
monday=$(date -d "$(date -d 'next monday' +%F) +7 days" +%F)
it_is()
{
	echo $(($(date -d "$(date -d "$monday $1 days" +%F) $2" +%s) -
	    $(date +%s))) >"$dir/box.clock"
}
number_of()			# MARK
{
	earshot list 100 2>/dev/null | grep -- "$1" |
	    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
}
say()				# MARK TEXT; its number is $id
{
	post mastodon.town "$2 #harford" \
	    "author=$1&time=$(($(date +%s) +
	    $(cat "$dir/box.clock")))" >/dev/null
	await 20 "$1" sh -c "'$EARSHOT' -c '$dir/earshot.json' list 100 \
	    2>/dev/null | grep -q -- '$1'"
	id=$(number_of "$1")
}
they_are()			# N STATE: letters
{
	[ "$(earshot outbox 2>/dev/null |
	    grep -c "\"state\":\"$2\".*${3-}")" -eq "$1" ]
}
letter_of()			# MENTION
{
	earshot outbox 2>/dev/null | grep "\"mentions\":\"$1\"" |
	    sed 's/.*"letter":\([0-9]*\).*/\1/'
}
killed()			# and started again
{
	kill -9 "$agent"
	wait "$agent" 2>/dev/null
	agent_start
	settle mastodon.town
}
of_week()
{
	came mail "Mokka, the week from" "$1"
}

check "the file is sound" earshot check
it_is -3 12:00
agent_start
settle mastodon.town
say larkspur "@mokka The service at Mokka is terrible, larkspur waited an hour."
first=$id
say marigold "@mokka Rude and slow again at the Mokka, says marigold."
second=$id
say foxglove "@mokka Mokka a scam? Is the foxglove cake a rip-off, legit?"
rumour=$id
await 20 "them to be told" came ntfy foxglove
agent_stop

# --- prepared before
it_is -1 10:00
check "an answer" earshot reply "$first" "Sorry, larkspur!" --by anna
check "another" earshot reply "$second" "Sorry, marigold!" --by anna
check "a third" earshot reply "$second" "And the borage?" --by anna
check "a draft" earshot reply "$rumour" "No scam, foxglove." --by ben
check "they wait" they_are 3 waiting
it_is -1 10:05
check "on" earshot crisis on "We know of the alum." --by anna
check "frozen" they_are 3 frozen "crisis mode is on"
check "how it stands" run 0 crisis
check "the letters" err 'the letters of the week and of the month wait'
check "the answers" err 'Waiting, too: 3 answers of yours'
check "the draft" err "Drafts from before wait: item $rumour; earshot reply"
check "the plan" run 0 plan
check "says it, too" err 'Waiting, too: 3 answers of yours'

# --- none of it leaves
agent_start
await 20 "Anna to hear" came ntfy 'Waiting, too: 3 answers of yours'
settle mastodon.town
killed
check "no answer" came masto Sorry 0
check "nor the draft" run 1 reply "$rumour" --draft --by anna
check "why not" err 'not sent: crisis mode is on: what was written before waits'
check "and how" err 'say it again with --anyway'
check "in new words" run 0 reply "$rumour" "Not so, foxglove." --by anna
await 20 "it is there" came masto "Not so, foxglove"
settle mastodon.town
check "the others do not follow" came masto Sorry 0
check "still frozen" they_are 3 frozen
check "other answers" run 1 reply "$first" "What about this, larkspur?" \
    --by anna
check "wait" err 'other answers wait until it is over'

# --- but what the owner sends or takes back
check "all the same" run 0 reply "$first" "Dear larkspur!" --by anna --anyway
await 20 "it is there" came masto "Dear larkspur"
check "the draft, too" run 0 reply "$rumour" --draft --by anna --anyway
await 20 "it is there" came masto "No scam, foxglove"
check "one that waits" run 0 outbox retry "$(letter_of "$first")"
await 20 "it is there" came masto "Sorry, larkspur"
check "one is taken back" run 0 outbox dismiss \
    "$(letter_of "$second" | tail -n 1)"
check "one is left" they_are 1 frozen
say sorrel "Lovely sorrel bun at the Mokka, my best breakfast in years, thanks!"
say alum "Ill after lunch at the Mokka again, the alum tasted horrible."
agent_stop

# --- Monday: a digest of the crisis alone, no letter of the week
it_is 0 08:01
agent_start
await 20 "the second digest" came mail ', crisis: ' 2
letters mail ', crisis: ' | tail -n 1 >"$dir/letter"
check "bad news" grep -q 'alum tasted' "$dir/letter"
check "not the good" sh -c "! grep -q sorrel '$dir/letter'"
check "which is counted" grep -q '1 other stands in the first digest after' \
    "$dir/letter"
killed
check "once" came mail ', crisis: ' 2
check "no letter of the week" of_week 0
check "the plan" run 0 plan
check "says why" err 'Next letter of the week: .*, once crisis mode'
agent_stop

# --- over: each of them, once
it_is 4 09:00
agent_start
check "off" run 0 crisis off --by anna
await 20 "the summary" came ntfy 'Answers of yours from before: 1; they go'
killed
await 20 "the letter of the week, four days late" of_week 1
check "no answer yet" came masto "marigold" 0
check "it waits" sh -c "'$EARSHOT' -c '$dir/earshot.json' outbox 2>/dev/null |
    grep -q '\"state\":\"waiting\"'"
killed
agent_stop
it_is 4 10:01
agent_start
await 20 "the answer" came masto "Sorry, marigold"
killed
check "the answer once" came masto "Sorry, marigold"
check "not what was taken back" came masto borage 0
agent_stop
it_is 5 07:31
agent_start
await 20 "the digest" came mail 'Crisis mode is over: what waited'
letters mail 'Crisis mode is over: what waited' >"$dir/letter"
check "the good" grep -q sorrel "$dir/letter"
check "not the bad again" grep -q '1 mention since' "$dir/letter"
killed
check "once" came mail 'Crisis mode is over: what waited'
check "one letter of the week" of_week 1
check "nothing is left" run 0 outbox
check "nothing at all" err 'no letter waits'
check_store
check_no_crash
agent_stop
finish
