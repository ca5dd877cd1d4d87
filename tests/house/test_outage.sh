# test_outage.sh - channels that are down, each in its own way: the others go
# on, the letters come later, the quiet ones as one, the refused are shown.
. "$(dirname "$0")/lib.sh"
town_open

write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    "ill": { "recipe": "ntfy", "base": "https://ntfy.town:$HTTPS",
      "topic": "t", "min": "low" },
    "shut": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook.town:$SPARE/x", "min": "low" },
    "busy": { "recipe": "telegram", "api": "https://telegram.town:$HTTPS",
      "token": "1:x", "chat": "1", "min": "low" },
    "post": { "recipe": "smtp", "host": "mail.town", "port": $SMTP,
      "tls": "starttls", "user": "anna", "password": "secret",
      "from": "e@mokka.example", "to": "anna@mokka.example", "min": "low" },
    "picky": { "recipe": "ntfy", "base": "https://ntfy2.town:$HTTPS",
      "topic": "t", "min": "low" },
    "well": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook2.town:$HTTPS/x", "min": "low" },
    "lossy": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook3.town:$HTTPS/x", "min": "low" }
  },
  "hosts": { $(home gazette.town ntfy.town ntfy2.town hook.town hook2.town \
      hook3.town telegram.town mail.town) }
END

agent_start
settle gazette.town
ask "/trouble?host=ntfy.town&mode=500" >/dev/null
ask "/spare?open=0" >/dev/null
ask "/trouble?host=telegram.town&mode=429&retry-after=18" >/dev/null
ask "/trouble?host=mail.town&mode=451&count=1" >/dev/null
ask "/trouble?host=ntfy2.town&mode=400&count=1" >/dev/null
ask "/trouble?host=hook3.town&mode=lost&count=1" >/dev/null
limited=$(date +%s)

words="agate beryl citrine diorite emery flint"
for word in $words; do
	post gazette.town "Does Mokka open on Sunday? Asks the $word club." \
	    >/dev/null
done

# --- who is well goes on
for word in $words; do
	await 20 "$word where nothing is wrong" came webhook2 "$word"
done
refused=$(earshot outbox 2>/dev/null | grep '"state":"refused"')
check "one letter was refused, and is shown" \
    [ "$(echo "$refused" | grep -c '"channel":"picky"')" -eq 1 ]
check "the next one of that channel went out" \
    [ "$(letters ntfy2 | wc -l)" -eq 5 ]
check "500 is told in words" said 'ill: .*will try again: .*500'
check "a port that is shut is told in words" \
    said 'shut: .*nobody answers at hook.town'
check "429 is told in words" said 'busy: .*has to wait'
check "451 is told in words" said 'post: .*will try again: .*not today'
for c in ill shut busy post; do
	check "letters wait for $c" sh -c "'$EARSHOT' -c \
	    '$dir/earshot.json' outbox 2>/dev/null |
	    grep -q '\"state\":\"waiting\",\"channel\":\"$c\"'"
done

# --- all are well again
ask "/trouble?host=ntfy.town&mode=none" >/dev/null
ask "/trouble?host=telegram.town&mode=none" >/dev/null
ask "/spare?open=1" >/dev/null
all_in()			# CHANNEL HOW-MANY: every word is in what came
{
	for w in $words; do
		letters "$1" "$w" | grep -q . || return 1
	done
}
await 45 "the letters by mail" all_in mail
await 45 "the letters to the webhook that was shut" all_in webhook
await 45 "the letters to the phone that was ill" all_in ntfy
await 45 "the letters to the limited chat" all_in telegram
await 45 "the letters to the lossy webhook" all_in webhook3
waited=$(($(date +%s) - limited))
check "Retry-After was kept ($waited s)" [ "$waited" -ge 18 ]
no_letter_waits()
{
	! earshot outbox 2>/dev/null | grep -q '"state":"waiting"'
}
await 30 "an empty outbox" no_letter_waits
check "what waited on the phone came as one" \
    [ "$(letters ntfy 'could not be reached' | wc -l)" -ge 1 ]
twice=$(ask /letters | awk -F '\t' '$2 != 1 && $1 != "webhook3"')
check "nothing else came twice" [ -z "$twice" ]
check "the refused letter is still shown" \
    sh -c "'$EARSHOT' -c '$dir/earshot.json' outbox 2>/dev/null |
    grep -q refused"
number=$(echo "$refused" | sed 's/.*"letter":\([0-9]*\).*/\1/')
check "no such letter" sh -c "! '$EARSHOT' -c '$dir/earshot.json' outbox \
    retry 9999"
check "no such thing to do" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    outbox burn $number"
check "the owner has it tried again" earshot outbox retry "$number"
six_in()
{
	[ "$(letters ntfy2 | wc -l)" -eq 6 ]
}
await 20 "the refused letter" six_in
check "none is refused any more" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    outbox 2>/dev/null | grep -q refused"
check "nor can it be dismissed" sh -c "! '$EARSHOT' -c '$dir/earshot.json' \
    outbox dismiss $number"
note "letters on the phone: $(letters ntfy | wc -l), in the chat:" \
    "$(letters telegram | wc -l), in the mail: $(letters mail | wc -l)"

# --- an answer was lost on its way: that letter comes again, as it was
check "the letter whose answer was lost came again under its id" \
    [ "$(letters webhook3 | awk -F '\t' '{ n += $2 - 1 } END { print n }')" \
    -eq 1 ]
for word in $words; do
	check "$word came under $(letters webhook3 "$word" | wc -l) ids" \
	    came webhook3 "$word"
done
check_store
check_no_crash
agent_stop
finish
