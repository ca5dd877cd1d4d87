# test_agency.sh - an agency sees, presses and answers only what is theirs, and
# everybody sees who answered; trouble with a source goes to its owner, then
# to the backup; and where others have solved it is shown once.
. "$(dirname "$0")/lib.sh"
command -v curl >/dev/null || { note "skipped: there is no curl"; exit 0; }
town_open

web=127.0.0.1:$((20000 + $$ % 20000))
config()			# WHAT THE AGENCY HAS, MORE OF THE PAPER
{
	write_config <<END
  "shop": { "name": "Mokka" },
  "web": { "listen": "$web" },
  "rules": { "us": "mokka" },
  "sources": {
    "masto": { "recipe": "mastodon.tag", "tag": "harford", "token": "town",
      "base": "https://mastodon.town:$HTTPS", "every": 1, "replies": true,
      "owner": "anna" },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss",
      "every": 1${2-} }
  },
  "channels": {
    "anna": { "recipe": "ntfy", "base": "https://ntfyanna.town:$HTTPS",
      "topic": "t", "min": "low" },
    "ben": { "recipe": "ntfy", "base": "https://ntfyben.town:$HTTPS",
      "topic": "t", "min": "low" },
    "studio": { "recipe": "ntfy", "base": "https://ntfystudio.town:$HTTPS",
      "topic": "t", "min": "low" }
  },
  "people": {
    "anna": { "name": "Anna", "channels": ["anna"], "min": "low" },
    "ben": { "name": "Ben", "channels": ["ben"], "min": "low" },
    "studio": { "name": "Studio Nine", "channels": ["studio"], "min": "low",
      "agency": true${1-} }
  },
  "escalate": { "minutes": 1, "min": "low", "source": 0 },
  "answers": { "playbooks": { "wait": { "first": "We are at it.",
    "community": "https://help.example/wait" } } },
  "hosts": { $(home mastodon.town gazette.town ntfyanna.town ntfyben.town \
    ntfystudio.town) }
END
}

# --- what check says
config
check "an agency of everything" run 2 check
check "is told" err 'people "studio": is an agency of everything'
config ', "places": ["Boston"]' ', "owner": "mallory", "backup": "ben"'
check "a name that nobody has" run 2 check
check "is named" err 'sources "paper": "owner" is "mallory", and nobody'
config ', "places": ["Boston"]'
check "no owner is no fault" run 0 check
check "it is advice" err 'note: sources without an "owner".*: paper$'
check "how far it reaches" err 'An agency: sees, .* theirs; places Boston\.'
config ', "places": ["Boston"]' ', "owner": "ben", "backup": "anna"'
check "the file is sound" run 0 check
check "nothing to say" sh -c "! grep -q 'without an' '$dir/err'"

number_of()			# MARK
{
	earshot list 100 2>/dev/null | grep -- "$1" |
	    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
}
heard()				# HOST TEXT MARK
{
	post "$1" "$2" >/dev/null
	await 20 "$3" sh -c "'$EARSHOT' -c '$dir/earshot.json' items all 100 \
	    2>/dev/null | grep -q -- '$3'"
	id=$(number_of "$3")
}
is()				# ID WHAT
{
	earshot items all 100 2>/dev/null | grep "\"item\":$1," |
	    grep -q -- "$2"
}
agent_start
settle mastodon.town gazette.town

# --- theirs, and not theirs
heard mastodon.town "At the Mokka in Boston larkspur waited an hour, \
terrible service! #harford" larkspur
theirs=$id
await 10 "the agency hears" came ntfystudio larkspur
check "it is theirs" is "$theirs" '"owner":"studio"'
heard mastodon.town "At the Mokka in Leeds marigold waited an hour, terrible \
service! #harford" marigold
other=$id
await 10 "the shop hears" came ntfyanna marigold
check "the agency does not" came ntfystudio marigold 0
for what in seen mine done; do
	check "$what" run 1 mark "$other" $what --by studio
	check "in words" err 'Studio Nine is an agency, and this item is not'
done
check "nor is it given them" run 1 mark "$other" give studio --by anna
check "nor drafted" run 1 draft "$other" --by studio
check "in words" err 'studio is an agency, and this is not theirs'
check "nor answered" run 1 reply "$other" "Sorry, marigold." --by studio
check "it is as it was" is "$other" '"state":"new"'
check "their own they mark" run 0 mark "$theirs" mine --by studio
check "and draft" run 0 draft "$theirs" --by studio
check "the plan" run 0 plan
check "says what they are" out '"person":"studio","agency":true'
check "their digest" run 0 digest studio
check "is of theirs alone" sh -c "! grep -q 'marigold\|accounted' '$dir/out'"

# --- where others have solved it: once
check "there it is" run 0 draft "$theirs" --by studio
check "of that issue" out 'solved this here: https://help.example/wait'
cp "$dir/out" "$dir/draft"
check "it is sent" sh -c "'$EARSHOT' -c '$dir/earshot.json' reply $theirs - \
    --by studio <'$dir/draft'"
await 20 "the answer" came masto 'help.example'
await 10 "everybody sees who" is "$theirs" '"answered":"Studio Nine answered'
check "the next one" run 0 draft "$theirs" --solution --by studio
check "has it no more" sh -c "! grep -q 'help.example' '$dir/out'"

# --- a button that is not theirs any more
await 10 "the letter" came ntfystudio larkspur
button=$(letters ntfystudio larkspur | awk -F '\t' '{ print $8 }' |
    sed -n 's/.*\(^\| \)Done=\([^ ]*\) .*/\2/p' | head -n 1)
check "a button" [ -n "$button" ]
agent_stop
config ', "places": ["Denver"]' ', "owner": "ben", "backup": "anna"'
agent_start
await 10 "the door" curl -s -m 2 -o /dev/null "http://$web/"
curl -s -m 20 -o "$dir/body" -w '%{http_code}' -X POST "$button" \
    >"$dir/status"
check "is refused" grep -q 403 "$dir/status"
check "in words" grep -q 'Studio Nine is an agency, and this item' "$dir/body"
check "it is not done" sh -c "! '$EARSHOT' -c '$dir/earshot.json' items all |
    grep '\"item\":$theirs,' | grep -q '\"state\":\"done\"'"

# --- a source in trouble
check "whose it is" run 0 sources
check "is shown" out '"source":"paper".*"owner":"ben","backup":"anna"'
ask '/trouble?host=gazette.town&mode=500' >/dev/null
await 60 "its owner hears" came ntfyben 'paper is in trouble'
await 60 "then the backup" came ntfyanna 'paper is in trouble'
check "what to do" came ntfyben "It is ben's to see to, else anna"
check "the agency does not" came ntfystudio 'in trouble' 0
agent_stop
ask '/trouble?host=gazette.town&mode=none' >/dev/null
earshot once --all 2>>"$dir/agent.log"
agent_start
await 60 "both hear that it works" came ntfyben 'paper works again'
await 60 "both" came ntfyanna 'paper works again'
check "once each" came ntfyben 'paper is in trouble'
check_store
check_no_crash
agent_stop
finish
