#!/bin/bash
# dovecot.sh EARSHOT - the mailbox against a real IMAP server: dovecot on
# loopback, as whoever runs this, with files of its own that go afterwards.
# Needs dovecot-imapd, openssl; and the town, to answer a mail.
set -eu

earshot=$(readlink -f "${1:-build/earshot}")
here=$(cd "$(dirname "$0")" && pwd)
mails=$here/../replay/mail
t=$(mktemp -d "${TMPDIR:-/tmp}/earshot-live.XXXXXX")
pid= run=
trap '[ -z "$run" ] || kill $run 2>/dev/null || true
    [ -z "$pid" ] || kill $pid 2>/dev/null || true
    wait 2>/dev/null || true; rm -rf "$t"' EXIT
plain=$((20000 + $$ % 10000)) tls=$((plain + 10000))
me=$(id -un) group=$(id -gn) owner=$me
[ "$(id -u)" != 0 ] || owner=nobody		# dovecot gives no mail to root
secret=a-secret-of-this-test

fail() {
	echo "dovecot.sh: $*" >&2
	sed 's/^/  earshot: /' "$t/out" >&2 || true
	tail -n 20 "$t/log" | sed 's/^/  dovecot: /' >&2 || true
	exit 1
}

b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# --- the server --------------------------------------------------------------
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout "$t/key.pem" -out "$t/cert.pem" -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
mkdir -p "$t/mail" "$t/keys/default/HS256" "$t/run" "$t/state"
chmod 755 "$t"
echo "owner:{PLAIN}correct \"horse\":::::" >"$t/users"
printf %s "$secret" | openssl base64 -A >"$t/keys/default/HS256/default"
cat >"$t/oauth2.conf" <<-EOF
	introspection_mode = local
	local_validation_key_dict = fs:posix:prefix=$t/keys/
	username_attribute = sub
	EOF
service_user=
[ "$(id -u)" = 0 ] || service_user="default_internal_user = $me
default_internal_group = $group
default_login_user = $me"
cat >"$t/dovecot.conf" <<-EOF
	base_dir = $t/run
	state_dir = $t/state
	log_path = $t/log
	protocols = imap
	listen = 127.0.0.1
	ssl = yes
	ssl_cert = <$t/cert.pem
	ssl_key = <$t/key.pem
	auth_mechanisms = plain login xoauth2
	mail_location = maildir:$t/mail/%u
	first_valid_uid = 1
	mailbox_idle_check_interval = 1 secs
	$service_user
	passdb {
	  driver = oauth2
	  mechanisms = xoauth2
	  args = $t/oauth2.conf
	}
	passdb {
	  driver = passwd-file
	  mechanisms = plain login
	  args = $t/users
	}
	userdb {
	  driver = static
	  args = uid=$owner gid=$(id -gn "$owner") home=$t/mail/%u
	}
	service imap-login {
	  chroot =
	  inet_listener imap {
	    port = $plain
	  }
	  inet_listener imaps {
	    port = $tls
	    ssl = yes
	  }
	}
	service anvil {
	  chroot =
	}
	EOF
box=$t/mail/owner
mkdir -p "$box"/{cur,new,tmp} "$box"/.G\&AOQ-stebuch/{cur,new,tmp}
n=0
drop() {	# file [folder]: delivers it
	n=$((n + 1))
	cp "$1" "$box${2:-}/tmp/$n"
	chown -R "$owner" "$box" 2>/dev/null || true
	chmod 644 "$box${2:-}/tmp/$n"
	mv "$box${2:-}/tmp/$n" "$box${2:-}/new/$(date +%s).$n.here"
}
dovecot=$(command -v dovecot || echo /usr/sbin/dovecot)
"$dovecot" -F -c "$t/dovecot.conf" >"$t/dovecot.out" 2>&1 &
pid=$!
for _ in $(seq 50); do
	(: <"/dev/tcp/127.0.0.1/$tls") 2>/dev/null && break
	sleep 0.1
done

# --- us ------------------------------------------------------------------------
config() {	# port tls secrets [more]
	cat >"$t/earshot.json" <<-EOF
	{ "data": "$t/data", "ca_file": "$t/cert.pem", "rules": { "us": "deposit" },
	  "sources": { "box": { "recipe": "mailbox", "host": "localhost",
	    "port": $1, "tls": "$2", "user": "owner", $3, "every": 1${4:-} } } }
	EOF
}
once() {
	"$earshot" -c "$t/earshot.json" once --all >"$t/out" 2>&1
}
count() {	# how many mentions have the word
	"$earshot" -c "$t/earshot.json" list 500 2>/dev/null |
	    grep -c -- "$1" || true
}
expect() {	# number word, after what
	got=$(count "$2")
	[ "$got" = "$1" ] || fail "$3: $got mentions with \"$2\", not $1"
	echo "ok $3"
}
right='"password": "correct \"horse\""'

for m in google-en plain-guest plain-empty; do drop "$mails/$m.eml"; done
config "$tls" implicit "$right"
once || fail "first visit"
grep -q 'first poll: 3 read, 2 of them about you' "$t/out" || fail "baseline"
expect 2 '"id"' "implicit TLS, PLAIN with the first answer"
[ "$(ls "$box/new" | wc -l)" = 3 ] || fail "a mail was marked"

drop "$mails/yelp-en.eml"
drop "$mails/alerts-html.eml"
config "$plain" starttls "$right"
once || fail "second visit"
expect 5 '"id"' "STARTTLS, only what is new"

once || fail "third visit"
expect 5 '"id"' "nothing new"

head=$(printf '{"alg":"HS256","typ":"JWT"}' | b64url)
now=$(date +%s)
body=$(printf '{"sub":"owner","iat":%d,"exp":%d}' $((now - 60)) $((now + 900)) |
    b64url)
sign=$(printf %s "$head.$body" |
    openssl dgst -sha256 -hmac "$secret" -binary | b64url)
drop "$mails/facebook-es.eml"
config "$tls" implicit "\"token\": \"$head.$body.$sign\""
once || fail "XOAUTH2"
expect 6 '"id"' "XOAUTH2"

config "$tls" implicit '"token": "nonsense"'
! once || fail "a bad token was taken"
grep -q 'does not accept the login' "$t/out" || fail "a bad token"
grep -q nonsense "$t/out" && fail "the token was told"
echo "ok a bad token is told in words"
well() {	# trouble is told once, so let all be well in between
	config "$tls" implicit "$right"
	once || fail "well again"
}
well
config "$tls" implicit '"password": "wrong horse"'
! once || fail "a wrong password was taken"
grep -q 'does not accept the login' "$t/out" || fail "a wrong password"
grep -q horse "$t/out" && fail "the password was told"
echo "ok a wrong password is told in words"
well
config "$tls" implicit "$right" ', "folder": "Nowhere"'
! once || fail "no such folder"
grep -q 'does not open the folder' "$t/out" || fail "no such folder"
echo "ok a folder that is not there"

# a folder with an umlaut is another source to us
drop "$mails/tripadvisor-fr.eml" '/.G&AOQ-stebuch'
config "$tls" implicit "$right" ', "folder": "Gästebuch"'
sed -i 's/"box": {/"book": {/' "$t/earshot.json"
once || fail "folder"
expect 1 '"source":"book"' "a folder with an umlaut"

# the folder is made anew: nothing lost, nothing twice
rm -f "$box"/dovecot*
drop "$mails/booking-de.eml"
config "$tls" implicit "$right"
once || fail "UIDVALIDITY"
expect 7 '"source":"box"' "another UIDVALIDITY"

# longer than we read: its beginning
{ sed '/^\r$/q' "$mails/plain-guest.eml" | sed 's/p1@mail/long@mail/'
  echo "my deposit, please"
  yes "and so on, and so on, and so on, and so on, and so on" | head -n 40000
} >"$t/long.eml"
drop "$t/long.eml"
once || fail "long mail"
expect 8 '"source":"box"' "a mail of two megabytes"

# more mails than one visit takes
for i in $(seq 95); do
	{ printf 'From: g%d@x.example\nMessage-ID: <many%d@x.example>\n' $i $i
	  printf 'Subject: my deposit %d\n\n' $i
	  for _ in 1 2 3; do openssl rand -hex 40 | sed 's/...../& /g'; done
	} >"$t/one.eml"
	drop "$t/one.eml"
done
for _ in 1 2 3; do once || fail "many"; done
expect 103 '"source":"box"' "a hundred mails in three visits"

# told at once: IDLE
"$earshot" -c "$t/earshot.json" run >"$t/out" 2>&1 &
run=$!
for _ in $(seq 50); do
	grep -q 'imap(owner).*IDLE\|Connection: state=IDLE' "$t/log" && break
	sleep 0.1
done
sleep 2
began=$(date +%s%N)
drop "$mails/trustpilot-en.eml"
for _ in $(seq 100); do
	[ "$(count trustpilot)" = 0 ] || break
	sleep 0.1
done
took=$((($(date +%s%N) - began) / 1000000))
expect 1 'tp1@trustpilot.com' "IDLE, told after $took ms"
drop "$mails/nextdoor-en.eml"
for _ in $(seq 100); do
	[ "$(count n1@nextdoor)" = 0 ] || break
	sleep 0.1
done
expect 1 'n1@nextdoor.com' "and again"
kill $run
wait $run || fail "earshot run ended with $?"
run=
"$earshot" -c "$t/earshot.json" ledger >/dev/null || fail "the ledger"
"$earshot" -c "$t/earshot.json" verify >/dev/null 2>&1 || fail "the store"
echo "ok the ledger and the store"

# answered by SMTP, in the thread of the mail; what a machine wrote is not
town=${TOWN:-$here/../../build/host/town}
if [ -x "$town" ]; then
	mkdir "$t/town"
	"$town" "$t/town" 0 quiet >/dev/null 2>&1 &
	townpid=$!
	trap 'kill $pid $townpid 2>/dev/null || true
	    wait 2>/dev/null || true; rm -rf "$t"' EXIT
	for _ in $(seq 100); do [ -s "$t/town/ports" ] && break; sleep 0.1; done
	. "$t/town/ports"
	cat "$t/cert.pem" "$t/town/ca.pem" >"$t/both.pem"
	cat >"$t/earshot.json" <<-EOF
	{ "data": "$t/data", "ca_file": "$t/both.pem", "rules": { "us": "deposit" },
	  "sources": { "box": { "recipe": "mailbox", "host": "localhost",
	    "port": $tls, "user": "owner", $right, "every": 1, "replies": true } },
	  "channels": { "mail": { "recipe": "smtp", "host": "mail.town",
	    "port": $SMTPS, "user": "anna", "password": "secret",
	    "from": "Mokka <e@mokka.example>", "to": "anna@mokka.example",
	    "min": "urgent" } },
	  "hosts": { "mail.town": "127.0.0.1" } }
	EOF
	number() {
		"$earshot" -c "$t/earshot.json" list 500 2>/dev/null |
		    grep -- "$1" | sed 's/.*"number":\([0-9]*\).*/\1/' | head -n 1
	}
	"$earshot" -c "$t/earshot.json" reply "$(number p1@mail)" "Gern geschehen" \
	    >"$t/out" 2>&1 || fail "an answer"
	once || fail "the answer"
	"$town" ask "$t/town" /letters >"$t/letters"
	grep -q '^mail.*Re: .*Gern geschehen' "$t/letters" ||
	    { cat "$t/letters"; fail "no answer came"; }
	echo "ok a mail is answered"
	! "$earshot" -c "$t/earshot.json" reply "$(number yelp)" "Danke" \
	    >"$t/out" 2>&1 || fail "a machine was answered"
	grep -q 'a machine wrote' "$t/out" || fail "why no machine"
	echo "ok a machine is not"

	# one of our own letters is answered by mail: a word, and a note
	sed -i 's/"min": "urgent"/"min": "low"/' "$t/earshot.json"
	printf 'From: g@x.example\nMessage-ID: <back@x.example>\n%s\n\n%s\n' \
	    'Subject: deposit' 'I want my deposit of topaz back, rude staff!' \
	    >"$t/one.eml"
	drop "$t/one.eml"
	once || fail "a mail of a guest"
	"$town" ask "$t/town" /letters >"$t/letters"
	key=$(grep topaz "$t/letters" | awk -F '\t' '{ print $4 }' | tail -n 1)
	[ -n "$key" ] || fail "no letter about it"
	answer() {	# from, id, text
		printf 'From: %s\nMessage-ID: <%s@home.example>\n%s\n%s\n\n%s\n' \
		    "$1" "$2" "In-Reply-To: $key" "Subject: Re: deposit" \
		    "$3" >"$t/one.eml"
		drop "$t/one.eml"
		once || fail "an answer ($2)"
	}
	item() {
		"$earshot" -c "$t/earshot.json" items all 500 2>/dev/null |
		    grep topaz | grep -q -- "$1"
	}
	answer mallory@evil.example m1 'done'
	item '"state":"new"' || fail "somebody else answered"
	answer 'Anna <Anna@mokka.example>' m2 "Done. She gets it on Friday.

Am Montag schrieb Mokka <e@mokka.example>:
> I want my deposit of topaz back"
	item '"state":"done"' || fail "done by mail"
	item 'She gets it on Friday' || fail "a note by mail"
	[ "$(count m2@home)" = 0 ] || fail "the answer became a mention"
	"$earshot" -c "$t/earshot.json" ledger >/dev/null || fail "the ledger"
	echo "ok an answer to our letter does what it says"
fi
