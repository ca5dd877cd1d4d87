# test_rivals.sh - the page of a business beside ours: how soon it answers is in
# the report, nothing else comes of it; and a kill loses nothing of it.
. "$(dirname "$0")/lib.sh"
town_open
mkdir "$dir/recipes"
page()				# NAME ANSWERED
{
	cat >"$dir/recipes/$1.json" <<END
{ "recipe": 1, "id": "$1", "kind": "source", "title": "Town's $1: all",
  "spec": { "base": { "type": "url" } },
  "auth": { "kind": "bearer", "token": "k" },
  "request": { "url": "{base}/posts" },
  "records": { "at": "", "order": "newest" },
  "fields": { "id": "/id", "text": "/text", "url": "/url",
    "time": "/time"$2, "author_name": "/author" },
  "cursor": { "kind": "seen" } }
END
}
page waiting ""
page quick ', "answered": "/time"'

write_config <<END
  "recipes": "$dir/recipes",
  "rules": { "us": "mokka" },
  "sources": {
    "neumann": { "recipe": "waiting", "every": 1,
      "base": "https://talk.town:$HTTPS", "rival": "Café Neumann" },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone)
  },
  "hosts": { $(home talk.town gazette.town ntfy.town) }
END
says()				# WORDS: in the report
{
	earshot report 2>/dev/null | grep -q -- "$1"
}

check "the file is sound" earshot check
agent_start
settle talk.town gazette.town
check "a report" run 0 report
check "has their name" out 'Café Neumann: nothing was said there'
post talk.town "The soup was cold at Neumann" >/dev/null
settle talk.town
post talk.town "A kind waiter at Neumann" >/dev/null
settle talk.town
kill -9 "$agent"
wait "$agent" 2>/dev/null
check "two, not answered" says \
    'Café Neumann: 0 of 2 answered, too early to tell (n=2)'

# --- the answers come later
sed -i 's/"recipe": "waiting"/"recipe": "quick"/' "$dir/earshot.json"
agent_start
await 20 "the answers" says \
    'Café Neumann: 2 of 2 answered, too early to tell (n=2); first answer:'
post talk.town "Rain at Neumann" >/dev/null
await 20 "one more" says 'Café Neumann: 3 of 3 answered'
check "as JSON" sh -c "'$EARSHOT' -c '$dir/earshot.json' report --json |
    grep -q '\"rivals\":\[{\"name\":\"Café Neumann\",\"mentions\":3,'"
check "it is nobody's business here" run 0 list
check "nothing was matched" sh -c "! grep -q Neumann '$dir/out'"
check "nobody was told" came ntfy Neumann 0
check_store
check_no_crash
agent_stop
finish
