# test_desk.sh - a dealer group: whose the post is hears of it, and nobody
# else; who does not answer is followed by the next; what is done stays done.
. "$(dirname "$0")/lib.sh"
town_open

write_config <<END
  "shop": { "name": "Lakeside Motors", "town": "Chicago" },
  "rules": { "focus": "Focus" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    "chicago": { "recipe": "ntfy", "base": "https://ntfychicago.town:$HTTPS",
      "topic": "t", "min": "low" },
    "boston": { "recipe": "ntfy", "base": "https://ntfyboston.town:$HTTPS",
      "topic": "t", "min": "low" },
    "office": { "recipe": "ntfy", "base": "https://ntfyoffice.town:$HTTPS",
      "topic": "t", "min": "low" }
  },
  "people": {
    "carla": { "name": "Carla", "channels": ["chicago", "office"],
      "places": ["Chicago", "606*"], "min": "low" },
    "bob": { "name": "Bob", "channels": ["boston"], "places": "Boston",
      "min": "low" }
  },
  "rota": [ { "who": ["bob", "carla"], "when": "mon-sun 0-24" } ],
  "hosts": { $(home gazette.town ntfychicago.town ntfyboston.town \
    ntfyoffice.town) }
END

items()
{
	earshot items "$@" 2>/dev/null
}
number_of()			# MARK: the item that says it
{
	items all 100 | grep -- "$1" | sed 's/.*"item":\([0-9]*\).*/\1/' |
	    head -n 1
}
is()				# ID WHAT: the item has it
{
	items all 100 | grep "\"item\":$1," | grep -q -- "$2"
}
check "the file is sound" earshot check
agent_start
settle gazette.town

# --- the sentence the product starts from
post gazette.town "My new Focus stalls again
Fed up: the alabaster Focus stalls again, anyone in Chicago who can fix it?" \
    >/dev/null
await 10 "a letter in Chicago" came ntfychicago alabaster
id=$(number_of alabaster)
check "it is Carla's" is "$id" '"owner":"carla"'
check "it is new" is "$id" '"state":"new"'
settle gazette.town
check "Boston hears nothing of it" came ntfyboston alabaster 0

# --- a place of nobody's: those on duty
post gazette.town "Trouble with a Focus
The basalt Focus is broken and the service is terrible, I am fed up." \
    >/dev/null
await 10 "a letter in Chicago" came ntfychicago basalt
await 10 "and one in Boston" came ntfyboston basalt
check "somebody has it" is "$(number_of basalt)" '"owner":"[a-z]'

# --- what somebody did about it
check "seen" earshot mark "$id" seen --by carla
check "it is seen" is "$id" '"state":"seen"'
check "mine" earshot mark "$id" mine --by bob
check "it is Bob's" is "$id" '"owner":"bob"'
check "somebody is at it" is "$id" 'Bob is answering'
check "Carla is told so" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    mark $id mine --by carla"
check "a note" earshot mark "$id" note "called, comes on Friday" --by bob
check "done" earshot mark "$id" done --by bob
check "it is done" is "$id" '"state":"done"'
check "the note is there" is "$id" 'comes on Friday'
check "a person who is none" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    mark $id seen --by mallory"
check "an item that is none" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    mark 999 seen"
check "the plan" earshot plan
check_store

# --- the same without a keeper
agent_stop
check "open again" earshot mark "$id" reopen --by carla
check "it is open" is "$id" '"reopened":1'
check "crisis" earshot crisis on
check "the plan says so" sh -c "'$EARSHOT' -c '$dir/earshot.json' plan 2>&1 |
    grep -q 'Crisis mode is on'"
check "calm" earshot crisis off
check "verified" earshot verify
finish
