# test_sky.sh - a session of the AT Protocol from end to end: signed in with a
# password, renewed before its token ends and when the server says so, signed
# in anew when that fails; and an answer under the same key at every try.
. "$(dirname "$0")/lib.sh"
town_open

configure()			# PASSWORD
{
	write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "sky": { "recipe": "bluesky.notifications", "every": 20,
      "host": "https://pds.town:$HTTPS", "handle": "mokka.town",
      "password": "$1", "replies": true },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone)
  },
  "hosts": { $(home pds.town gazette.town ntfy.town) }
END
}
sky()				# FIELD: what the network counted
{
	ask /sky | tr ' ' '\n' | sed -n "s/^$1=//p"
}
is()				# FIELD N
{
	[ "$(sky "$1")" -eq "$2" ]
}
poll()				# the keeper's patience is longer than ours
{
	earshot once --all 2>>"$dir/agent.log"
	earshot once --all 2>>"$dir/agent.log"
}
# No token may be seen anywhere but in the store.
silent()
{
	! grep -qE 'e30\.|app-pass' "$1"
}

# --- a wrong password is for the owner
configure nonsense
poll
check "a wrong password is refused" [ "$(sky refused)" -ge 1 ]
check "and told" grep -q 'AuthenticationRequired' "$dir/agent.log"
check "once asked, not again and again" [ "$(sky refused)" -le 2 ]

# --- signed in; the first poll is the baseline, then a mention
configure app-pass
post pds.town "Old news of the Mokka." >/dev/null
poll
check "one sign-in" is logins 1
check "nothing asked without it" is missing 0
post pds.town "Is the Mokka open on Sunday, says the zircon?" >/dev/null
poll
check "a letter of it" came ntfy zircon
check "the same session" is logins 1
check "no renewal yet" is renewed 0

# --- the server says ExpiredToken, with a 400
ask "/sky?expire=1" >/dev/null
post pds.town "Mokka once more, says the jasper." >/dev/null
poll
poll
check "it was told ExpiredToken" is expired 1
check "renewed" is renewed 1
check "a letter after it" came ntfy jasper
check "no new sign-in" is logins 1

# --- the token itself says when it ends: nothing is asked with an old one
ask "/sky?life=3&expire=1" >/dev/null
poll
poll
check "renewed again" is renewed 2
sleep 4
before=$(sky expired)
poll
check "renewed before it was refused" is renewed 3
check "not told ExpiredToken again" is expired "$before"

# --- the refresh token is worth nothing: the password signs in anew
ask "/sky?forget=1&life=7200" >/dev/null
post pds.town "And the Mokka again, says the beryl." >/dev/null
poll
poll
poll
check "signed in anew" is logins 2
check "a letter after that" came ntfy beryl

# --- an answer; its answer is lost, and it goes again under the same key
number=$(earshot list 100 2>/dev/null | grep zircon |
    sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1)
ask "/trouble?host=pds.town&mode=lost&count=1" >/dev/null
earshot reply "$number" "Yes, from ten to four." >/dev/null 2>&1
check "the answer is ordered" [ $? -eq 0 ]
sent()
{
	earshot once 2>>"$dir/agent.log"
	earshot show "$number" 2>/dev/null | grep -q '"state":"sent'
}
await 60 "the answer" sent
check "put twice" is puts 2
check "under one key" is again 1
check "one record" [ "$(letters sky "Yes, from ten" | wc -l)" -eq 1 ]
check "where it is" sh -c "'$EARSHOT' -c '$dir/earshot.json' show $number \
    2>/dev/null |
    grep -q 'https://bsky.app/profile/did:plc:mokka/post/[2-7a-j]'"

# --- no token where people or programs look
for verb in list sources outbox ledger doctor check; do
	earshot "$verb" >"$dir/out" 2>&1
	check "$verb tells no token" silent "$dir/out"
done
check "the log tells no token" silent "$dir/agent.log"
check_store
check_no_crash
finish
