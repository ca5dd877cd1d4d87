# test_buttons.sh - the buttons below a letter: each works once, and only for
# whom it was made; whoever only looks, knocks, shouts or lies changes nothing.
. "$(dirname "$0")/lib.sh"
command -v curl >/dev/null || { note "skipped: there is no curl"; exit 0; }
town_open

web=127.0.0.1:$((20000 + $$ % 20000))
write_config <<END
  "shop": { "name": "Lakeside Motors", "town": "Chicago" },
  "rules": { "focus": "Focus" },
  "web": { "listen": "$web" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 },
    "chat": { "recipe": "telegram.buttons", "token": "1:t0ken",
      "api": "https://telegram.town:$HTTPS", "every": 1 }
  },
  "channels": {
    $(a_phone),
    "chat": { "recipe": "telegram", "api": "https://telegram.town:$HTTPS",
      "token": "1:t0ken", "chat": "7", "min": "low" }
  },
  "people": {
    "anna": { "name": "Anna", "channels": ["phone"], "places": "Chicago",
      "min": "low" },
    "bob": { "name": "Bob", "channels": ["chat"], "places": "Boston",
      "min": "low" }
  },
  "escalate": { "minutes": 0 },
  "answers": { "proactive": true },
  "hosts": { $(home gazette.town ntfy.town telegram.town) }
END
check "the file is sound" earshot check

items()
{
	earshot items all 100 2>/dev/null
}
number_of()			# MARK: the item that says it
{
	items | grep -- "$1" | sed 's/.*"item":\([0-9]*\).*/\1/' | head -n 1
}
is()				# ID WHAT: the item has it
{
	items | grep "\"item\":$1," | grep -q -- "$2"
}
button()			# CHANNEL MARK LABEL: what it sends
{
	letters "$1" "$2" | tail -n 1 | awk -F '\t' '{ print $8 }' |
	    sed -n "s/.*\(^\| \)$3=\([^ ]*\) .*/\2/p"
}
# press URL [OPTION...]: the status in $dir/status, the answer in $dir/body
press()
{
	url=$1
	shift
	curl -s -m 20 -o "$dir/body" -w '%{http_code}' -X POST "$@" "$url" \
	    >"$dir/status"
}
answers()			# STATUS [WORDS]
{
	[ "$(cat "$dir/status")" = "$1" ] && grep -q -- "${2-}" "$dir/body"
}

agent_start
settle gazette.town
say()				# TEXT: something to answer
{
	post gazette.town "Heard in town
$1" >/dev/null
}
say "Fed up: the alabaster Focus stalls again, who in Chicago can fix it?"
await 10 "a letter on Anna's phone" came ntfy alabaster
id=$(number_of alabaster)
mine=$(button ntfy alabaster Mine)
finished=$(button ntfy alabaster Done)
other=$(button ntfy alabaster "Not us")
check "the letter has its buttons" [ -n "$mine" -a -n "$finished" -a \
    -n "$other" ]
check "they are at our address" expr "$mine" : "http://$web/a/"

# --- looking presses nothing
curl -s -m 20 -D "$dir/head" -H 'Accept: text/html' -o "$dir/page" "$mine"
curl -s -m 20 -I "$mine" >/dev/null
check "a page" grep -q '<form method="post"><button>Mine</button>' "$dir/page"
check "it says what it is about" grep -q 'alabaster Focus' "$dir/page"
check "no words: they did not turn to us" sh -c "! grep -q '<textarea' \
    '$dir/page'"
check "no script may run" grep -qi "default-src 'none'" "$dir/head"
check "nobody keeps it" grep -qi 'cache-control: no-store' "$dir/head"
check "it is still new" is "$id" '"state":"new"'

# --- who must not
press "$mine" -H 'Host: evil.example'
check "another name" answers 403 'another name'
press "http://$web/a/$(printf %s "$mine" | sed 's|.*/||; s/.$/-/')"
check "an altered token" answers 403
press "http://$web/a/short"
check "no token" answers 403
press "http://$web/"
check "another path" answers 404
press "$mine" -X DELETE
check "another method" answers 405
check "nothing came of it" is "$id" '"state":"new"'

# --- who may: once
press "$mine"
check "pressed" answers 200 "Thanks, Anna. Item $id is yours."
check "it is Anna's" is "$id" '"state":"doing"'
press "$mine"
check "pressed again" answers 200 'done already'
press "$finished" -H 'Accept: text/html' -d ''
check "from the page" answers 200 "<p>Thanks, Anna. Item $id is done.</p>"
check "it is done" is "$id" '"state":"done"'
press "$mine"
check "the first one no more" answers 200 'done already'
check "it is still done" is "$id" '"state":"done"'

# --- a keeper that was restarted knows its own
say "Terrible service in Chicago, the brakes of my basalt Focus squeal and
nobody at the garage calls back."
await 10 "the second letter" came ntfy basalt
agent_stop
agent_start
id=$(number_of basalt)
other=$(button ntfy basalt "Not us")
await 10 "the door" curl -s -m 2 -o /dev/null "http://$web/"
press "$other"
check "not us" answers 200 'not about you'
check "it is put aside" is "$id" '"state":"ignored"'
taps()
{
	earshot learned 2>/dev/null
}
learned()			# ID WHAT: by a tap on that one
{
	taps | grep "\"mention\":$1," | grep -q "\"what\":\"$2\""
}
check "it has taught" learned "$id" "not us"
press "$other"
check "once" answers 200 'done already'
check "and once only" [ "$(taps | wc -l)" -eq 1 ]
say "The brakes of a schist Focus squeal: terrible garage service, nobody
calls back, says a friend in Chicago."
await 10 "another of the kind" came ntfy schist
judged()
{
	earshot list 100 2>/dev/null | grep schist |
	    grep -q "you tapped 'not us' on such"
}
check "it is judged by that" judged
check "on second thoughts" earshot mark "$id" reopen --by anna
check "it is unlearnt" [ -z "$(taps)" ]
check "and said again, by another" earshot mark "$id" not-us --by bob
check "it has taught again" learned "$id" "not us"
check "the owner takes it back" earshot undo
check "nothing is left of it" [ -z "$(taps)" ]
check "it stays aside" is "$id" '"state":"ignored"'

# --- guests who do not behave
say "Waiting for a month now. Chicago dealer lost the keys of a chalk coloured
Focus, I want my money back!"
await 10 "the third letter" came ntfy chalk
id=$(number_of chalk)
mine=$(button ntfy chalk Mine)
curl -s -m 20 -H 'Accept: text/html' -o "$dir/page" "$mine"
earshot draft "$id" >"$dir/draft" 2>/dev/null
check "there is a draft" [ -s "$dir/draft" ]
check "words to begin with" grep -qF "$(head -c 20 "$dir/draft")" "$dir/page"
check "to be copied" grep -q '^<textarea readonly' "$dir/page"
head -c 20000 /dev/zero | tr '\0' a >"$dir/long"
curl -s -m 20 -o "$dir/body" -w '%{http_code}' "http://$web/a/$(head -c \
    3000 "$dir/long")" >"$dir/status"
check "a long path" answers 414
curl -s -m 20 -o "$dir/body" -w '%{http_code}' -H "X: $(cat "$dir/long")" \
    "$mine" >"$dir/status"
check "a long head" answers 431
press "$mine" --data-binary "@$dir/long"
check "a long body" answers 413
press "$mine" -H 'Transfer-Encoding: chunked' -d x
check "a body without an end" answers 411
head -c 3000 /dev/urandom | curl -s -m 20 "telnet://$web" >/dev/null
check "it is still new" is "$id" '"state":"new"'
sleep 60 | curl -s -m 20 "telnet://$web" >"$dir/slow" &
slow=$!
sleep 0.5
confined()			# the worker that waits for the slow one
{
	for pid in $(cat /proc/$agent/task/$agent/children); do
		tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q 'worker web' &&
		    grep -q '^NoNewPrivs:.1$' "/proc/$pid/status" &&
		    grep -q '^Seccomp:.2$' "/proc/$pid/status" && return 0
	done
	return 1
}
[ -n "${WATCHED-}" ] || [ ! -r "/proc/$agent/task/$agent/children" ] ||
    check "who serves it has no rights" confined
n=0
while [ $n -lt 50 ]; do		# more than may come at a time
	curl -s -m 5 -o /dev/null "http://$web/" & pids="$pids $!"
	n=$((n + 1))
done
wait $(echo $pids | tr ' ' '\n' | tail -n 50)
sleep 2
press "$mine"
check "one who behaves is served" answers 200 'is yours'
kill $slow 2>/dev/null

# --- a messenger that carries the answer back
say "Rude people in Boston sold me a Focus with a dolomite scratch, never
again, this is a rip-off."
await 10 "a letter in Bob's messenger" came telegram dolomite
id=$(number_of dolomite)
mine=$(button telegram dolomite Mine)
quieter=$(button telegram dolomite "Not urgent")
better=$(button telegram dolomite Useful)
check "a button of 48 bytes" [ ${#mine} -eq 48 ]
ask /press "$mine" >/dev/null
await 10 "Bob to have it" is "$id" '"state":"doing"'
await 10 "a word of thanks" came telegram "Thanks, Bob. Item $id is yours."
ask /press "$quieter" >/dev/null
await 10 "the messenger to teach" learned "$id" "not urgent"
ask /press "$better" >/dev/null
await 10 "Bob to think again" learned "$id" useful
check "one opinion of one item" [ "$(taps | wc -l)" -eq 1 ]
ask /press "garbage" >/dev/null
settle telegram.town
check "it is still Bob's" is "$id" '"owner":"bob"'

check "nobody crashed" sh -c "! grep -q 'of signal\|not have\|gave up' \
    '$dir/agent.log'"
check "the key is nobody else's" [ "$(stat -c %a "$dir/data/button.key")" \
    = 600 ]
check "it stands in no log" sh -c "! grep -q '$mine' '$dir/agent.log'"
check_store
agent_stop
finish
