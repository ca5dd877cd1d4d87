# test_share.sh - what the owner passes on, by mail or by a verb, is somebody's
# to see to, in the first author's words and with the owner's note; a
# stranger's forward is a mail like any other.
. "$(dirname "$0")/lib.sh"
town_open

config()			# MORE OF THE MAILBOX
{
	write_config <<END
  "shop": { "name": "Mokka", "town": "Harford" },
  "rules": { "us": "mokka" },
  "sources": {
    "box": { "recipe": "mailbox", "host": "mail.town", "port": $IMAPS,
      "user": "box@mokka.example", "password": "p", "every": 1${1-} }
  },
  "channels": {
    "anna": { "recipe": "ntfy", "base": "https://ntfyanna.town:$HTTPS",
      "topic": "t" },
    "ben": { "recipe": "ntfy", "base": "https://ntfyben.town:$HTTPS",
      "topic": "t" },
    "cleo": { "recipe": "smtp", "host": "mail.town", "port": $SMTPS,
      "user": "box", "password": "p", "from": "box@mokka.example",
      "to": "Cleo <cleo@mokka.example>" }
  },
  "people": {
    "anna": { "name": "Anna Roth", "channels": ["anna"],
      "mail": ["anna@mokka.example"${2-}] },
    "ben": { "name": "Ben", "channels": ["ben"] },
    "cleo": { "name": "Cleo", "channels": ["cleo"], "min": "high" }
  },
  "hosts": { $(home mail.town ntfyanna.town ntfyben.town) }
END
}
config ""
check "the file is sound" earshot check

mail()				# FROM SUBJECT, the body on standard input
{
	{
		printf 'From: %s\nTo: box@mokka.example\nSubject: %s\n' "$1" \
		    "$2"
		printf 'Message-ID: <m%s@town>\nMIME-Version: 1.0\n' \
		    "$(cut -c 1-8 /proc/sys/kernel/random/uuid)"
		[ -z "${PROVEN-}" ] || printf 'Authentication-Results: x; %s\n' \
		    "$PROVEN"
		printf 'Content-Type: text/plain; charset=utf-8\n\n'
		cat
	} >"$dir/mail"
	ask /mail "$(cat "$dir/mail")" >/dev/null
}
items()
{
	earshot items all 100 2>/dev/null
}
number_of()			# MARK
{
	items | grep -- "$1" | sed 's/.*"item":\([0-9]*\).*/\1/' | head -n 1
}
is()				# ID WHAT
{
	items | grep "\"item\":$1," | grep -q -- "$2"
}
has()				# ID WHAT: its mention
{
	earshot show "$1" 2>/dev/null | grep -q -- "$2"
}
forwarded()			# WORDS ABOVE, WORDS OF THE CUSTOMER
{
	printf '%s\n\n---------- Forwarded message ---------\n' "$1"
	printf 'From: Karla Kundin <karla@x.example>\nDate: Mon, 3 May 2026\n'
	printf 'Subject: Complaint\nTo: <info@mokka.example>\n\n%s\n' "$2"
}

echo "Nothing much at the mokka." | mail "old@x.example" "Before"
agent_start
await 20 "the first poll" said 'box: first poll'

# --- a forward, for the person named
PROVEN="dkim=pass header.d=mokka.example"
forwarded "Ben: please call her today" "The larkspur rolls were mouldy, \
terrible. See https://karla.example/larkspur" |
    mail "Anna <anna@mokka.example>" "Fwd: Complaint"
await 20 "a letter on Ben's phone" came ntfyben larkspur
id=$(number_of larkspur)
check "it is Ben's" is "$id" '"owner":"ben"'
check "with the note" is "$id" 'anna: Ben: please call her today"'
check "which his phone shows" came ntfyben 'Anna Roth: Ben: please call her'
check "by its first author" has "$id" '"author":"Karla Kundin"'
check "at their address" has "$id" '"handle":"karla@x.example"'
check "their link" has "$id" '"url":"https://karla.example/larkspur"'
check "and their words alone" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    show $id | grep -q 'Forwarded\|please call'"
check "Anna hears nothing" came ntfyanna larkspur 0
check "it was told" has "$id" '"fate":"sent"'

# --- from an address that nobody vouches for; nobody is named
PROVEN=
printf '%s\n' "-----Original Message-----" "From: Karl [mailto:k@x.example]" \
    "Sent: Monday" "To: us" "Subject: Cake" "" \
    "The marigold cake was stale." |
    mail "anna@mokka.example" "FW: Cake"
await 20 "an item" number_of marigold
await 20 "of it" sh -c "'$EARSHOT' -c '$dir/earshot.json' items all | \
    grep -q marigold"
id=$(number_of marigold)
check "another's than hers" is "$id" '"owner":"\(ben\|cleo\)"'
check "it is said" is "$id" 'from their address, not proven'
check "his words" has "$id" '"handle":"k@x.example"'

# --- a link, from where Cleo's letters go
printf '%s\n' "@anna look" "https://net.town/post/hyacinth" |
    mail "cleo@mokka.example" "Somebody on hyacinth tea"
await 20 "a letter on Anna's phone" came ntfyanna hyacinth
check "it is Anna's" is "$(number_of hyacinth)" '"owner":"anna"'

# --- who is none of ours, or says so falsely
forwarded "Ben: pay this" "The foxglove invoice for the mokka, awful." |
    mail "Mallory <mallory@evil.example>" "Fwd: Invoice"
PROVEN="dmarc=fail header.from=mokka.example"
forwarded "Ben: pay this" "The monkshood invoice of the mokka, awful." |
    mail "Anna <anna@mokka.example>" "Fwd: Invoice"
PROVEN=
echo "Lunch at one? The oleander is nice." |
    mail "Anna <anna@mokka.example>" "Lunch"
echo "Is the mokka open on sunday? Yours, verbena" |
    mail "guest@x.example" "A question"
await 20 "the last of them" sh -c "'$EARSHOT' -c '$dir/earshot.json' items \
    all | grep -q verbena"
for mark in foxglove monkshood; do
	check "$mark is a mail like any other" sh -c "'$EARSHOT' -c \
	    '$dir/earshot.json' list 100 | grep $mark | grep -q '\"rule\":\"us\"'"
	check "nobody was asked to pay $mark" sh -c "! '$EARSHOT' -c \
	    '$dir/earshot.json' items all | grep $mark | grep -q 'passed\|pay'"
done
check "a mail among us is nobody's" sh -c "! '$EARSHOT' -c \
    '$dir/earshot.json' list 100 | grep -q oleander"

# --- on the command line
check "a text" run 0 share "A man said the campion soup was cold" --to ben \
    --note "was he on table 4?" --by cleo
check "its item" out '"owner":"ben"'
await 20 "a letter" came ntfyben 'Cleo: was he on table 4?'
check "again, for another" run 0 share "A man said the campion soup was cold" \
    --to anna --by cleo
check "it is one item" [ "$(items | grep -c campion)" -eq 1 ]
check "which is Anna's now" is "$(number_of campion)" '"owner":"anna"'
await 20 "she hears of it" came ntfyanna campion
check "nobody of that name" run 1 share "x y z" --to mallory
check "he is none" err 'nobody here is called "mallory"'
check "nothing" run 2 share
check "no text" run 1 share "$(printf 'a\377')"
check_store
agent_stop
forwarded "" "The tulip tart was salty." >"$dir/text"
check "without a keeper" sh -c "'$EARSHOT' -c '$dir/earshot.json' share - \
    --to cleo <'$dir/text' | grep -q '\"owner\":\"cleo\"'"
check "its author" has "$(number_of tulip)" '"author":"Karla Kundin"'

# --- all that they send; and what is wrong
config ', "shares": true' ', "x y"'
check "it would run" run 2 check
check "an address that is none" err '"mail": "x y" is no address'
write_config <<END
  "sources": { "box": { "recipe": "mailbox", "host": "mail.town",
    "user": "box", "password": "p", "shares": true },
    "paper": { "feed": "https://gazette.town/feed.rss", "shares": true } },
  "channels": { "phone": { "recipe": "ntfy", "topic": "t" } }
END
check "it would run" run 2 check
check "nobody who could" err 'has a "mail": nothing there counts as passed on'
check "no mailbox" err '"paper": "shares" is for a mailbox alone'
config ', "shares": true'
agent_start
echo "The azalea toast is burnt every day, says a guest." |
    mail "Anna <anna@mokka.example>" "Heard today"
await 20 "an item of it" sh -c "'$EARSHOT' -c '$dir/earshot.json' items all |
    grep -q azalea"
check_store
check_no_crash
agent_stop
finish
