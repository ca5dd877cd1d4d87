# test_account.sh - signing in: a refresh token that is good once survives
# kills at every step, is never used twice, and when it is refused the owner is
# told once, while all others go on. KILLS=600 for more.
. "$(dirname "$0")/lib.sh"
town_open
KILLS=${KILLS:-60}

mkdir "$dir/recipes"
recipe()			# NAME AUTH: reads club.town with it
{
	cat >"$dir/recipes/$1.json" <<END
{ "recipe": 1, "id": "$1", "kind": "source", "title": "$1",
  "spec": { "base": { "type": "url" }, "id": { "type": "text" },
    "refresh_token": { "type": "secret" } },
  "auth": $2,
  "poll": { "every": 60, "min": 1 },
  "request": { "url": "{base}/posts" },
  "records": { "at": "/posts" },
  "fields": { "id": "/id", "text": "/text" } }
END
}
recipe club "{ \"kind\": \"oauth2\", \"grant\": \"refresh_token\",
  \"token_url\": \"https://id.town:$HTTPS/token\", \"client\": \"post\",
  \"authorize_url\": \"https://id.town:$HTTPS/go\", \"scope\": \"read\",
  \"device_url\": \"https://id.town:$HTTPS/device\",
  \"client_id\": \"{id}\", \"refresh_token\": \"{refresh_token}\",
  \"when\": [ { \"status\": [400], \"at\": \"/error\",
    \"in\": [\"ExpiredToken\", \"InvalidToken\"] } ] }"

# The same sign-in for a channel: its letter only knocks at the door.
sed 's/"kind": "source"/"kind": "channel"/; s/"id": "club"/"id": "door"/
    /"poll"/d; /"records"/d; /"fields"/d
    s/"{base}\/posts" },/"{base}\/posts" } }/' "$dir/recipes/club.json" \
    >"$dir/recipes/door.json"

configure()			# MORE OF THE ACCOUNT
{
	write_config <<END
  "recipes": "$dir/recipes",
  "rules": { "us": "mokka" },
  "accounts": { "club": { "id": "me", "base": "https://club.town:$HTTPS"$1 } },
  "sources": {
    "members": { "recipe": "club", "account": "club", "every": 1 },
    "guests": { "recipe": "club", "account": "club", "every": 1 },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone),
    "door": { "recipe": "door", "account": "club", "min": "urgent" }
  },
  "hosts": { $(home id.town club.town gazette.town ntfy.town) }
END
}

club()				# FIELD: what the club counted
{
	ask /club | tr ' ' '\n' | sed -n "s/^$1=//p"
}
above()				# FIELD N
{
	[ "$(club "$1")" -gt "$2" ]
}
# No token may ever be seen anywhere but in the store.
silent()
{
	! grep -qE '\b[ar][0-9]+\b' "$1"
}
login_with()			# CODE: pastes the address that the browser gets
{
	mkfifo "$dir/in" 2>/dev/null
	: >"$dir/login.log"	# the last one's state is not this one's
	"$EARSHOT" -c "$dir/earshot.json" login club --browser \
	    --redirect https://localhost/done <"$dir/in" \
	    >"$dir/login.log" 2>&1 & login=$!
	exec 9>"$dir/in"
	await 10 "the address to open" grep -q state= "$dir/login.log"
	state=$(sed -n 's/.*[?&]state=\([^&]*\).*/\1/p' "$dir/login.log")
	echo "https://localhost/done?code=$1&state=${2:-$state}" >&9
	exec 9>&-
	wait "$login"
}

# --- nobody signed in yet: said once, and the paper is read all the same
configure ''
check "check" earshot check
agent_start
settle gazette.town
check "it asks nothing of the club" [ "$(counted id.town 5)" -eq 0 ]
check "sources say so" sh -c "'$EARSHOT' -c '$dir/earshot.json' sources 2>&1 |
    grep -q 'not signed in yet: earshot login club'"
check "a test letter waits for the sign-in" sh -c "! '$EARSHOT' \
    -c '$dir/earshot.json' send-test door 2>&1 | grep -q 'took it'"
if login_with good-code not-ours; then
	check "the answer to another sign-in was taken" false
fi
if login_with bad-code; then
	check "a bad code was taken" false
fi
check "a bad code is told" grep -q "no longer valid" "$dir/login.log"
check "login by a pasted address" login_with good-code
check "the redirect, PKCE and all" grep -q "code_challenge=.*S256" \
    "$dir/login.log"
check "login tells no token" silent "$dir/login.log"
await 20 "the first visit to the club" polled club.town 3

# --- it expires after five requests: renewed by one worker at a time
await 30 "renewals" above renewed 4
check "nothing was reused" [ "$(club reused)" -eq 0 ]
check "one at a time" [ "$(club crowd)" -eq 1 ]
check "the state in words" sh -c "'$EARSHOT' -c '$dir/earshot.json' doctor \
    2>&1 | grep -q 'account club: signed in since'"
post club.town "The Mokka in Mill Lane is lovely, says the quartz." >/dev/null
await 30 "a letter of the club" came ntfy quartz
knocks()			# the token may be spent at that moment
{
	earshot send-test door 2>"$dir/out"
}
await 20 "a test letter with the account's token" knocks
check "send-test tells no token" silent "$dir/out"

# --- answers that are none: later again, with the same token
for what in html types lines null long huge; do
	before=$(club renewed)
	ask "/club?odd=$what&times=1" >/dev/null
	await 20 "the odd answer $what" sh -c \
	    "'$TOWN' ask '$dir' /club | grep -q 'odd=0'"
	kill "$agent"; wait "$agent" 2>/dev/null
	agent_start		# its patience is longer than ours
	await 30 "a renewal after $what" above renewed "$before"
done
check "nothing was reused" [ "$(club reused)" -eq 0 ]
check "none was refused" [ "$(club stale)" -eq 0 ]

# --- killed at every step of a renewal: before, in the middle, after
ask "/club?lives=1&nap=120" >/dev/null
chance()
{
	echo $(($(od -An -N2 -tu2 /dev/urandom) % $1))
}
i=0
while [ "$i" -lt "$KILLS" ]; do
	before=$(club renewed)
	limit=$((30 + i % 3))
	[ $((i % 2)) -eq 0 ] && await "$limit" "renewal $i" above renewed \
	    "$before"
	sleep "$(printf '0.%03d' "$(chance 200)")"
	if [ $((i % 4)) -eq 3 ]; then	# its worker alone
		for pid in $(pgrep -P "$agent" -f 'renew$' 2>/dev/null); do
			kill -9 "$pid" 2>/dev/null
		done
	else
		kill -9 "$agent" 2>/dev/null
		wait "$agent" 2>/dev/null
		agent_start
	fi
	i=$((i + 1))
done
note "$KILLS kills: $(ask /club)"
check "no refresh token was used twice" [ "$(club reused)" -eq 0 ]
check "none was refused" [ "$(club refused)" -eq 1 ]	# the bad code
ask "/club?lives=5&nap=0" >/dev/null
kill -9 "$agent"; wait "$agent" 2>/dev/null; agent_start
before=$(club renewed)
await 90 "it is still signed in" above renewed "$before"
post club.town "Mokka again, says the feldspar." >/dev/null
await 60 "a letter of it" came ntfy feldspar

# --- signed out there: told once, one letter, the others go on, login heals
ask "/club?revoke=1" >/dev/null
await 60 "the letter to the owner" came ntfy "sign in again"
settle gazette.town
post gazette.town "Mokka has a basalt counter
It is new." >/dev/null
await 20 "the paper goes on" came ntfy basalt
check "one letter" came ntfy "sign in again"
check "told once" [ "$(grep -c 'signing in failed: the sign-in is no' \
    "$dir/agent.log")" -eq 1 ]
check "doctor says what to do" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
    doctor 2>&1 | grep -q 'HURTS  account club: .*earshot login club'"
check "signing in again" login_with good-code
post club.town "Mokka, says the obsidian." >/dev/null
await 30 "a letter again" came ntfy obsidian

# --- the browser on this computer; and a code for another device
: >"$dir/login.log"
"$EARSHOT" -c "$dir/earshot.json" login club --browser </dev/null \
    >"$dir/login.log" 2>&1 & login=$!
await 10 "the address to open" grep -q state= "$dir/login.log"
state=$(sed -n 's/.*[?&]state=\([^&]*\).*/\1/p' "$dir/login.log")
port=$(sed -n 's/.*127.0.0.1%3A\([0-9]*\).*/\1/p' "$dir/login.log")
fetch_home()
{
	"$EARSHOT" try fetch "http://127.0.0.1:$port/$1" 2>&1
}
check "another's answer is refused" sh -c "case '$(fetch_home \
    '?code=good-code&state=x')' in *'another sign-in'*) ;; *) false ;; esac"
check "what is no answer, too" sh -c "case '$(fetch_home favicon.ico)' in \
    *'not the address'*) ;; *) false ;; esac"
check "the browser is thanked" sh -c "case '$(fetch_home \
    "?code=good-code&state=$state")' in *'close this window'*) ;;
    *) false ;; esac"
wait "$login"
check "login by the browser" [ $? -eq 0 ]
check "login by another device" sh -c "'$EARSHOT' -c '$dir/earshot.json' \
    login club --device >'$dir/login.log' 2>&1"
check "the code is shown" grep -q WDJB-MJHT "$dir/login.log"
check "login tells no token" silent "$dir/login.log"

# --- no token where people or programs look
agent_stop
for verb in list sources outbox ledger doctor check; do
	earshot "$verb" >"$dir/out" 2>&1
	check "$verb tells no token" silent "$dir/out"
done
check "the log tells no token" silent "$dir/agent.log"
check "the store is the owner's alone" [ "$(stat -c %a \
    "$dir/data/store.mdb")" = 600 ]
check "nothing is left in the spool" [ -z "$(ls "$dir/data/taps")" ]
check_store
check "no worker died but those that were killed" [ "$(grep -v 'signal 9' \
    "$dir/agent.log" | grep -c 'died of signal\|does not have')" -eq 0 ]
finish
