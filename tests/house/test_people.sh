# test_people.sh - who wrote: met in what they say, imported, put together and
# taken apart, kept from being written to, and forgotten while the keeper runs
# and is killed, so that no byte of them is left.
. "$(dirname "$0")/lib.sh"
town_open
KILLS=${KILLS:-12}

mkdir "$dir/recipes"
cat >"$dir/recipes/talk.json" <<END
{ "recipe": 1, "id": "talk", "kind": "source", "title": "Town's talk: all",
  "spec": { "base": { "type": "url" } }, "poll": { "every": 1, "min": 1 },
  "request": { "url": "{base}/posts" },
  "records": { "at": "", "order": "newest" },
  "fields": { "id": "/id", "text": "/text", "url": "/url",
    "time": "/time", "author_handle": "/author" },
  "keep": { "to": "/id" }, "cursor": { "kind": "seen" },
  "reply": { "needs": ["to"], "ok": { "status": [200] },
    "request": { "url": "{base}/say",
      "json": { "text": "{text}", "to": "{to}" } },
    "result": { "id": "/id" } } }
END
write_config <<END
  "recipes": "$dir/recipes",
  "rules": { "us": "mokka" },
  "sources": {
    "talk": { "recipe": "talk", "base": "https://talk.town:$HTTPS",
      "every": 1, "replies": true },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone)
  },
  "keep": { "strangers": 30, "customers": 200 },
  "hosts": { $(home talk.town gazette.town ntfy.town) }
END

stored()			# MARK
{
	earshot list 200 2>/dev/null | grep -q -- "$1"
}
person()			# WHO WORDS: the page has them
{
	earshot person "$1" 2>/dev/null | grep -q -- "$2"
}
number_of()			# WHO: of the contact
{
	earshot person "$1" 2>/dev/null | sed -n \
	    's/^{"contact":\([0-9]*\).*/\1/p'
}
says()				# STATUS WORDS COMMAND...
{
	status=$1
	words=$2
	shift 2
	earshot "$@" >"$dir/out" 2>&1
	[ $? -eq "$status" ] && grep -q -- "$words" "$dir/out"
}
lies_there()
{
	[ -z "$(ls "$dir/data/taps" 2>/dev/null)" ]
}
# No file of the shop's data holds any of these, in either case.
gone()
{
	for what; do
		! grep -raiqF -- "$what" "$dir/data" || return 1
	done
}

# --- met
agent_start
settle talk.town gazette.town
post talk.town "Mokka let me down, terrible: the alabaster cake was cold" "author=anna_b77" >/dev/null
post talk.town "Lovely quartzite bread at Mokka" \
    "author=otto_x9" >/dev/null
await 30 "two posts" eval 'stored alabaster && stored quartzite'
check "she is known" person anna_b77 '"negative":1'
check "what she said" person anna_b77 alabaster
check "and not what he said" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    person anna_b77 2>/dev/null | grep -q quartzite"
check "two people" [ "$(earshot people 2>/dev/null | wc -l)" -eq 2 ]
check "nobody else" says 1 'nobody called "rita"' person rita

# --- the shop's list, both ways
cat >"$dir/list.csv" <<END
Name;E-Mail;Telefon;gekauft
Anna Berg;anna.berg@post.example;+49 30 7654321;Focus, May 2026
Otto Meyer;otto@post.example;;Rye bread
;;;nothing
END
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Clara Stein\r\nEMAIL:clara@post.ex' \
    >"$dir/list.vcf"
printf 'ample\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Nobody\r\nEND:VCARD\r\n' \
    >>"$dir/list.vcf"
check "a table" says 0 "line 4 has no mail" people import "$dir/list.csv"
check "it is counted" grep -q "2 cards read" "$dir/out"
check "a book of cards" says 0 "1 cards read" people import "$dir/list.vcf"
check "its fault" grep -q "the card at line 6 has no mail" "$dir/out"
check "the log counts" said "imported: 2 contacts"
check "out again" says 0 'Clara Stein,clara@post.example' people export csv
check "as cards" says 0 'EMAIL:otto@post.example' people export vcard
earshot people export vcard >"$dir/all.vcf" 2>/dev/null
n=$(earshot people 100 2>/dev/null | wc -l)
check "and in" says 0 "$n cards read" people import "$dir/all.vcf"
check "nobody twice" [ "$(earshot people 100 2>/dev/null | wc -l)" -eq "$n" ]

# --- two that are one
handle=$(number_of anna_b77)
card=$(number_of anna.berg@post.example)
check "two records" [ -n "$handle" -a -n "$card" -a "$handle" != "$card" ]
check "merged" earshot people merge "$card" "$handle"
check "one page" person anna.berg@post.example alabaster
check "what she bought" person anna_b77 "Focus, May 2026"
check "taken apart" earshot people unmerge "$handle"
check "two again" sh -c "! '$EARSHOT' -c '$dir/earshot.json' person \
    anna.berg@post.example 2>/dev/null | grep -q alabaster"
check "merged again" earshot people merge "$card" "$handle"
check "not with oneself" says 1 "part of one already" people merge \
    "$card" "$card"

# --- what is known stands in the next letter
post talk.town "Mokka again: the basalt tart was awful, rude staff" "author=anna_b77" >/dev/null
await 30 "the third post" stored basalt
await 30 "its letter" came ntfy basalt
check "what she bought" [ -n "$(letters ntfy "bought Focus, May 2026")" ]

# --- an answer is counted; wishes are heeded
basalt=$(earshot list 200 2>/dev/null | grep basalt |
    sed 's/.*"number":\([0-9]*\).*/\1/')
check "an answer" earshot reply "$basalt" "We are sorry, and mend it"
await 30 "the answer is out" came talk "sorry, and mend it"
await 30 "it is counted" person anna_b77 '"replied":1'
check "a note" earshot contact anna_b77 note Prefers a call after six
check "it is there" person "Anna Berg" "call after six"
check "never" earshot contact anna_b77 never she asked twice
check "it is there" person anna_b77 '"never":[0-9]'
check "no answer to her" says 1 "not to be contacted" reply "$basalt" \
    "Once more"
check "may" earshot contact "$card" may
check "it is gone" sh -c "! '$EARSHOT' -c '$dir/earshot.json' person \
    anna_b77 2>/dev/null | grep -q '\"never\"'"
check "consent wants evidence" says 1 "where can it be seen" contact \
    anna_b77 consent mail
check "consent" earshot contact anna_b77 consent mail "form of 3 May"
check "it is there" person anna_b77 'form of 3 May'
check "no such wish" says 2 usage contact anna_b77 always

# --- several may be meant
printf 'name,mail\nKim Roe,kim1@post.example\nKim Roe,kim2@post.example\n' \
    >"$dir/kim.csv"
check "two of a name" earshot people import "$dir/kim.csv"
check "which" says 1 "several people may be meant" person "Kim Roe"
check "which of them" says 1 "several people may be meant" forget "Kim Roe"
check_store

# --- forgotten while the keeper runs, and while a letter is out
post gazette.town "Mokka and a marblemark reader
I met anna_b77 at Mokka, who was there too." >/dev/null
await 30 "one who names her" stored marblemark
ask "/trouble?host=ntfy.town&mode=slow&count=2" >/dev/null
post talk.town "Mokka: the gneissmark bun, cold as well" \
    "author=anna_b77" >/dev/null
await 30 "the fourth post" stored gneissmark
check "forgotten" says 0 "^0 of [0-9]* traces found" forget anna_b77
note "$(grep traces "$dir/out")"
check "looked at from outside" grep -q "from outside: 0 of " "$dir/out"
check "what was removed" grep -q "forgotten: 3 mentions, 2 contact cards" \
    "$dir/out"
check "no byte of her" gone anna_b77 "Anna Berg" anna.berg@post.example \
    7654321 alabaster basalt gneissmark "call after six" "form of 3 May"
check "nothing waits" lies_there
check "he is there" person otto_x9 quartzite
check "the reader too" stored marblemark
check "who names nobody now" stored "I met \[forgotten\]"
check "she is not" says 1 'nobody called "anna_b77"' person anna_b77
check "twice is nobody" says 1 "nobody of that name" forget anna_b77
check_store
post gazette.town "A new paper
The feldspar cup at Mokka." >/dev/null
await 30 "a new paper" stored feldspar
settle talk.town gazette.town
check "the next polls do not bring it back" gone alabaster basalt gneissmark \
    anna_b77
post talk.town "Mokka, one more: the opalmark roll" \
    "author=anna_b77" >/dev/null
await 30 "a new post of hers" stored opalmark
check "for good" says 0 "^0 of " forget anna_b77 --and-never-again
post talk.town "Mokka, and more: the jadeitemark roll" \
    "author=anna_b77" >/dev/null
post talk.town "Mokka, his next: the agatemark roll" \
    "author=otto_x9" >/dev/null
await 30 "a post of his" stored agatemark
settle talk.town
check "none of hers" gone jadeitemark opalmark anna_b77
check_store

# --- killed in the middle of it: the next one does the rest
i=0
while [ "$i" -lt "$KILLS" ]; do
	i=$((i + 1))
	who="vera_k$i"
	post talk.town "Mokka was closed, says vera: obsidian$i" \
	    "author=$who" >/dev/null
	await 30 "a post of $who" stored "obsidian$i"
	earshot forget "$who" >/dev/null 2>&1 & order=$!
	sleep "0.$(printf '%03d' $((i * 37 % 300)))"
	kill -9 "$agent" 2>/dev/null
	wait "$agent" 2>/dev/null
	agent_start
	wait "$order"
	await 60 "an empty spool" lies_there
	earshot forget "$who" >/dev/null 2>&1
	check "no byte of $who" gone "$who" "obsidian$i"
done
check "he is still there" person otto_x9 agatemark
check_store
check_no_crash
agent_stop

# --- without a keeper the verb does it itself
check "alone" says 0 "^0 of [0-9]* traces found" forget otto_x9
check "no byte of him" gone otto_x9 agatemark quartzite
check "the others" says 0 "clara@post.example" people export csv
check_store
finish
