# test_answers.sh - a draft for a person to send; who may send it, to whom and
# how often; an answer that is saved is offered to the next who asks.
. "$(dirname "$0")/lib.sh"
town_open

config()			# MORE OF "answers"
{
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
    $(a_phone)
  },
  "people": {
    "anna": { "name": "Anna Roth", "channels": ["phone"] },
    "bob": { "name": "Bob", "channels": ["phone"], "may": "draft" },
    "cleo": { "name": "Cleo", "channels": ["phone"] },
    "dan": { "name": "Dan", "channels": ["phone"], "may": "read" }
  },
  "answers": {
    "signed": "Anna", "service_page": "https://mokka.example/help",
    "playbooks": { "wait": { "who": "bob", "first": "We are at it.",
      "limit": "a free coffee", "next": "ring them" } },
    "statements": [ { "name": "price list", "classes": "lead",
      "link": "https://mokka.example/prices" } ]$1
  },
  "hosts": { $(home mastodon.town gazette.town ntfy.town) }
END
}
config ""
check "the file is sound" earshot check

number_of()			# MARK
{
	earshot list 100 2>/dev/null | grep -- "$1" |
	    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
}
heard()				# HOST TEXT MARK: its number, in $id
{
	post "$1" "$2" >/dev/null
	await 20 "$3" sh -c "'$EARSHOT' -c '$dir/earshot.json' list 100 \
	    2>/dev/null | grep -q -- '$3'"
	id=$(number_of "$3")
}
noted()				# ID WHAT: its item says it
{
	earshot items all 100 2>/dev/null | grep "\"item\":$1," |
	    grep -q -- "$2"
}
agent_start
settle mastodon.town gazette.town

# --- a draft, and whose it is
heard mastodon.town "At Mokka I waited an hour for one larkspur coffee, \
terrible service, never again. #harford" larkspur
first=$id
check "a draft" run 0 draft "$first"
check "signed by who signs" out '– Anna, Mokka'
check "it is a sentence" sh -c "[ \$(wc -c <'$dir/out') -gt 60 ]"
check "the playbook" err 'playbook: bob; say: We are at it.; may offer: a free'
check "the limit stays here" sh -c "! grep -q 'free coffee' '$dir/out'"
check "by Cleo" run 0 draft "$first" --by cleo
check "signed by her" out '– Cleo, Mokka'
check "the solution" run 0 draft "$first" --solution
check "nobody of that name" run 1 draft "$first" --by mallory
check "Dan may not" run 1 draft "$first" --by dan
check "he is told" err 'dan may not draft'
check "no such mention" run 1 draft 999
check "drafts say nothing" came masto larkspur 0

check "the playbook is in the alert" came ntfy 'Playbook: bob; say: We are'

# --- Bob writes, Anna sends
check "Bob's words" run 0 reply "$first" "Sorry, larkspur: we call. – Bob" \
    --by bob
check "are kept" err 'kept as a draft'
check "with the item" noted "$first" 'bob: draft: Sorry, larkspur'
check "Dan's are not" run 1 reply "$first" "No, larkspur." --by dan
check "nothing went out" came masto larkspur 0
check "Anna sends it" run 0 reply "$first" --draft --by anna
await 20 "the answer" came masto "Sorry, larkspur: we call. – Bob"
await 20 "it is answered" noted "$first" '"act":"answered","by":"anna"'

# --- the same words, and a second time unasked
check "more in the same place" run 0 reply "$first" \
    "sorry, larkspur - we CALL! – Anna"
check "the same words" err 'the same words went out within the last day'
heard mastodon.town "Mokka again: the marigold cake was stale, awful. \
#harford" marigold
check "a second contact" run 1 reply "$id" "Sorry about that, marigold."
check "is refused" err 'not sent: you wrote to them unasked 0 days ago'
check "and not drafted" run 1 draft "$id"
check "it stays here" came masto marigold 0

# --- who asked to be left alone
check "never" earshot contact someone never "she said so"
check "more to the first" run 1 reply "$first" "One more word, foxglove."
check "nobody writes to her" err 'is not to be contacted, since .*she said so'
check "nor drafts" run 1 draft "$first"
check "may again" earshot contact someone may
check "then it may" run 0 draft "$first"
check "nothing went" came masto foxglove 0

# --- a question, its answer, and the next who asks
heard gazette.town "A question
Does the Mokka bake any gluten free cakes on sundays? Yours, verbena" verbena
check "no answer yet" run 0 draft "$id"
check "nothing on file" sh -c "! grep -q FAQ '$dir/err'"
check "it is missing" run 0 answers missing
check "as asked" out 'gluten free cakes.*"asked":1'
check "open ones wait" run 1 answers save "$id" "Yes: the almond cake."
check "they are told so" err 'still open'
check "done" earshot mark "$id" done --by anna
check "saved" run 0 answers save "$id" "Yes: the almond cake, till noon. – Anna"
check "its number" err 'FAQ: entry 1, "Does the Mokka bake any gluten free'
check "saved once" run 0 answers save "$id" \
    "Yes: the almond cake, till noon. – Anna"
check "one entry" sh -c "'$EARSHOT' -c '$dir/earshot.json' answers 2>&1 |
    grep -c '\"id\"' | grep -qx 1"
heard gazette.town "Hello
Has the Mokka gluten free cake today? Thanks, campion" campion
check "the next one" run 0 draft "$id"
check "is offered it" out 'Yes: the almond cake, till noon\.'
check "with the words" err 'FAQ: entry 1, .*they say: .*gluten'
check "nothing is missing" run 0 answers missing
check "at all" err 'nothing was asked'
check "one more" run 0 answers add "Is there parking?" "Behind the house." \
    https://mokka.example/way
check "a bad link" run 1 answers add "Is there parking?" "Yes." nowhere
check "as a page" run 0 answers --markdown
check "for the shop" out '^## Is there parking?'
check "its link" out '^<https://mokka.example/way>'
check "gone again" run 0 answers remove 2
check "only once" run 1 answers remove 2
check "as JSON" run 0 answers --json
check "what is left" sh -c "[ \$(wc -l <'$dir/out') -eq 1 ]"
check_store

# --- without a keeper, and with four eyes
agent_stop
check "added" run 0 answers add "Dogs?" "Yes, in the yard."
check "removed" run 0 answers remove 3
config ', "four_eyes": true'
check "Anna alone" run 0 reply "$first" "Once more, larkspur." --by anna
check "does not send" err 'four eyes'
check "nor does she later" run 0 reply "$first" --draft --by anna
check "nothing waits" sh -c "! '$EARSHOT' -c '$dir/earshot.json' outbox \
    2>/dev/null | grep -q '\"state\":\"waiting\"'"
check "Cleo sends it" run 0 reply "$first" --draft --by cleo
earshot once 2>>"$dir/agent.log"
check "it is out" came masto "Once more, larkspur."

# --- ordered, and then everything changes
check "one more order" run 0 reply "$first" "The last larkspur." --by bob
check "for Cleo" run 0 reply "$first" --draft --by cleo
check "crisis" earshot crisis on
earshot once 2>>"$dir/agent.log"
check "it stays here" came masto "The last larkspur." 0
await 10 "and the owner hears of it" sh -c "'$EARSHOT' -c \
    '$dir/earshot.json' outbox 2>/dev/null | grep -q 'crisis mode is on'"
check "calm" earshot crisis off

# --- what is wrong in the file keeps nobody from being told
config ', "length": 5, "community": "nowhere", "drafts": [ { "class": "prase",
    "text": "x" }, { "class": "praise", "text": "{me} thanks {you}" } ]'
check "it would run" run 2 check
for words in '40 to 2000' 'neither a class nor' '{you} means' \
    'begins with https'; do
	check "$words" err "$words"
done
check_store
check_no_crash
finish
