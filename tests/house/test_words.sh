# test_words.sh - what the verbs say and the status they end with; a table of
# broken configurations and the sentence for each.
. "$(dirname "$0")/lib.sh"
town_open

# says STATUS WORDS VERB...: with $dir/earshot.json
says()
{
	status=$1
	words=$2
	shift 2
	earshot "$@" >"$dir/out" 2>&1 </dev/null
	got=$?
	if [ "$got" -ne "$status" ] || ! grep -Eq -- "$words" "$dir/out"; then
		failed=$((failed + 1))
		echo "   FAILED: $* should end with $status and say: $words"
		echo "      it ended with $got and said:"
		head -n 4 "$dir/out" | sed 's/^/      /'
	fi
}

# --- broken configurations ----------------------------------------------------

broken()
{
	cat <<'END'

{
[]
{"rules":{"a":"word"},}
{"rules":{"a":"word"}} and more
{"rules":{"a":"(word"}}
{"rules":{"a":""}}
{"rules":{"a":["word"]}}
{"rules":["word"]}
{"source":{}}
{"sources":"word"}
{"sources":{"x":5}}
{"sources":{"x":"not an address"}}
{"sources":{"x":"ftp://a.example/feed"}}
{"sources":{"x":{"feed":"https://a.example/","every":0}}}
{"sources":{"x":{"feed":"https://a.example/","every":"often"}}}
{"sources":{"x":{"recipe":"nope"}}}
{"sources":{"x":{"recipe":"../../etc/passwd"}}}
{"sources":{"x":{"recipe":"ntfy","topic":"t"}}}
{"sources":{"x":{"recipe":"mastodon.tag","tag":"a","account":"me"}}}
{"sources":{"x":"https://a.example/","x":"https://b.example/"}}
{"sources":{"":"https://a.example/"}}
{"channels":{"x":{}}}
{"channels":{"x":{"recipe":"feed","feed":"https://a.example/"}}}
{"channels":{"x":{"recipe":"ntfy"}}}
{"channels":{"x":{"recipe":"ntfy","topic":"t","min":"loud"}}}
{"channels":{"x":{"recipe":"ntfy","topic":"t","topik":"u"}}}
{"channels":{"x":{"recipe":"ntfy","topic":"t","base":"http://n.example"}}}
{"channels":{"x":{"recipe":"smtp","host":"m.example","tls":"maybe","user":"a","password":"b","from":"a@b.example","to":"a@b.example"}}}
{"channels":{"x":{"recipe":"smtp","host":"m.example","port":99999,"user":"a","password":"b","from":"a@b.example","to":"a@b.example"}}}
{"channels":{"x":{"recipe":"smtp","host":"m.example","user":"a","password":"b","from":"nobody","to":"a@b.example"}}}
{"hosts":{"a.example":"b.example"}}
{"keep":{"mb":0}}
{"keep":{"mb":5000}}
{"keep":{"days":"many"}}
{"ca_file":"/nowhere/ca.pem"}
{"data":5}
{"ack":"yes"}
END
}

# In the same order; the file's name and exit status 2 are always expected.
sentences()
{
	cat <<'END'
not JSON: line 1, column 1: it ends too early
not JSON: line 1, column 2: it ends too early
must be an object
not JSON: line 1, column 23: a name in quotes is missing
not JSON: line 1
rules "a": the parenthesis at character 1 is never closed
rules "a": the rule is empty
rules "a"
rules
"source": there is no such key
sources
sources "x": must be an address or an object
sources "x": feed must be an address with http:// or https://
sources "x": feed must be an address with http:// or https://
sources "x": "every" is seconds, from 1 to
sources "x": "every" is seconds
sources "x": there is no such recipe
sources "x": there is no such recipe
sources "x": that recipe is a channel
sources "x": there is no such account
sources "x".*(twice|already)|duplicate|same name
sources.*name
channels "x": "recipe" is missing
channels "x": that recipe is a source
channels "x": "topic" is missing
channels "x": "min" is low, normal, high or urgent
channels "x": recipe ntfy has no "topik"
channels "x": a secret never goes over plain http
channels "x": tls is none of the values it may have
channels "x".*port
channels "x".*from|channels "x".*nobody
hosts "a.example": is not given an address
keep: .*"mb" 1 to 256
keep: .*"mb" 1 to 256
keep: "days"
/nowhere/ca.pem
data
ack
END
}

sentences >"$dir/sentences"
n=0
broken >"$dir/broken"
while IFS= read -r line; do
	n=$((n + 1))
	printf '%s' "$line" >"$dir/earshot.json"
	earshot check >"$dir/out" 2>&1 </dev/null
	got=$?
	want=$(sed -n "${n}p" "$dir/sentences")
	if [ "$got" -ne 2 ] || ! grep -Eq -- "$want" "$dir/out"; then
		failed=$((failed + 1))
		echo "   FAILED: check of $line"
		echo "      should end with 2 and say: $want"
		echo "      it ended with $got: $(head -n 1 "$dir/out")"
	fi
done <"$dir/broken"
check "as many sentences as broken files" \
    [ "$n" -eq "$(wc -l <"$dir/sentences")" ]
note "$n broken configurations"
rm "$dir/earshot.json"
says 2 'No such file' check
says 2 'No such file' run
says 2 'No such file' once
says 2 'there is no verb "frobnicate"' frobnicate

# --- a good one ---------------------------------------------------------------

# config TOPIC-HOST MAIL-PORT MORE-SOURCES
config()
{
	write_config <<-END
	  "rules": { "us": "mokka" },
	  "sources": { $3
	    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss" } },
	  "channels": {
	    "phone": { "recipe": "ntfy", "base": "https://ntfy.town:$1",
	      "topic": "very-secret-topic" },
	    "mail": { "recipe": "smtp", "host": "mail.town", "port": $2,
	      "user": "anna", "password": "very-secret-password",
	      "from": "e@mokka.example", "to": "anna@mokka.example" } },
	  "hosts": { $(home gazette.town ntfy.town mail.town expired.rude.town) }
	END
}
config "$HTTPS" "$SMTPS" ""
says 0 'earshot.json is good' check
says 0 'source +paper: feed at gazette.town' check
says 2 'usage: earshot once' once --everything
says 2 'usage: earshot send-test' send-test
says 2 'there is no channel "fax"; there are: phone mail' send-test fax
says 0 'phone took it' send-test phone
says 0 'mail took it' send-test mail
check "the test message came" came ntfy 'Earshot can reach you'
check "the test mail came" came mail 'Earshot can reach you'
ask "/trouble?host=ntfy.town&mode=403&count=1" >/dev/null
says 1 'phone: answered 403' send-test phone
ask "/trouble?host=mail.town&mode=535&count=1" >/dev/null
says 1 'mail: .*535' send-test mail

# --- once
says 0 'paper: first poll: 2 read, 1 of them about you' once
says 0 'listening to 1 sources' once
post gazette.town "Mokka is on fire, call the police" >/dev/null
says 0 'paper: 3 read, 1 new, 1 matched' once --all
check "once delivers, too" came ntfy 'on fire'
says 0 '"fate":"sent"' list
says 0 'us' explain 2
says 1 'there is no mention 99' show 99
says 2 'usage' show
says 1 'not stored' whynot https://nowhere.example/
says 0 '"source":"paper"' sources
says 0 'no letter waits' outbox
says 0 'holds' verify
says 0 '"source":"all"' ledger
config "$HTTPS" "$SMTPS" \
    "\"bad\": \"https://expired.rude.town:$HTTPS/\","
says 1 'bad: the certificate of expired.rude.town expired' once --all
config 1 "$SMTPS" ""
says 1 'phone: nobody answers at ntfy.town port 1' send-test phone

# --- doctor
config "$HTTPS" "$SMTPS" ""
says 0 'good +the clock' doctor
says 0 'good +workers: are confined' doctor
says 0 "good +$dir/data: is on" doctor
says 0 "good +phone at ntfy.town" doctor
chmod 644 "$dir/earshot.json"
says 1 'HURTS .*others can read it: chmod 600' doctor
config 1 "$SMTPS" ""
says 1 'HURTS +phone at ntfy.town: nobody answers' doctor
config "$HTTPS" "$SMTPS" ""
mv "$dir/ca.pem" "$dir/ca.away"
says 2 'ca.pem": No such file' doctor
mv "$dir/ca.away" "$dir/ca.pem"

# --- no secret is ever said
config "$HTTPS" "$SMTPS" ""
for verb in check doctor sources outbox ledger list; do
	earshot $verb >>"$dir/all" 2>&1
done
check "no secret in what the verbs say" \
    sh -c "! grep -q very-secret '$dir/all'"

# --- a disk that is full
echo "lovely bread" >"$dir/text"
"$EARSHOT" score "$dir/text" >/dev/full 2>"$dir/out"
check "what could not be written ends with 3" [ $? -eq 3 ]
check "and is said" grep -q 'could be written' "$dir/out"
"$EARSHOT" help >/dev/full 2>"$dir/out"
check "help, too" [ $? -eq 3 ]

# --- a folder that cannot be
sed "s|\"data\": \"[^\"]*\"|\"data\": \"/proc/nowhere\"|" \
    "$dir/earshot.json" >"$dir/nowhere.json"
"$EARSHOT" -c "$dir/nowhere.json" once >"$dir/out" 2>&1
check "once without a folder ends with 3" [ $? -eq 3 ]
check "and says which" grep -q /proc/nowhere "$dir/out"
finish
