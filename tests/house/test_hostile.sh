# test_hostile.sh - every rude thing there is, at once: each is told in words
# that name the source, nobody crashes, and the good source is served.
. "$(dirname "$0")/lib.sh"
town_open

# NAME at https://NAME.rude.town | what is said of it
rude='
brackets	no feed|nested deeper
nested		nested deeper
huge		larger than the [0-9]* bytes
endless		larger than the [0-9]* bytes
hugechunks	larger than the [0-9]* bytes
bomb		larger than the [0-9]* bytes
headers		a head of more than
longline	a head of more than
continues	interim answer
loop		round in a circle
ping		from one place to the next
tohome		127.0.0.1 is a private address
tosix		::1 is a private address
tolocalhost	a private address
tometa		169.254.169.254 is a private address
toplain		from https to plain http is not followed
tofile		no web address
cut		hung up in the middle
cutclean	hung up in the middle
cutrecord	hung up in the middle
badrecord	breaks the rules of TLS
laughs		declares entities of its own
quadratic	declares entities of its own
entity		declares entities of its own
broken		breaks off in line
brokenjson	not JSON: line 1
html		a page (HTML), not a feed
empty		no feed
nothing		hung up without an answer
garbage		no status line
lengths		Content-Length
badlength	Content-Length
hugelength	Content-Length
smuggle		both Content-Length and Transfer-Encoding
chunks		malformed chunk
chunkline	malformed chunk
chunkhuge	malformed chunk
nul		a zero byte
badgzip		not packed as it says
unknowncoding	packed in a way we did not ask for
status999	answered 999
gone		answered 410
wall		answered 403
locationless	302|nowhere|Location
expired		expired on 2025-03-15
early		not valid before 2045-01-01
other		is for somebody-else.example
cnonly		is for no host at all
selfsigned	signed by itself
unknown		signed by "Stranger", which is none of the roots we trust
halfchain	leaves out a certificate in between
'
# NAME at a port of its own
ports='
OLD_ALERT	speaks only TLS that is older than 1.2
OLD_HELLO	speaks only TLS that is older than 1.2
PLAIN		does not speak TLS on this port
'
names=$(echo "$rude" | awk '{ print $1 }')

sources()
{
	for n in $names utf8 dtd folded drip; do
		printf '"%s": "https://%s.rude.town:%s/feed",\n' "$n" "$n" \
		    "$HTTPS"
	done
	for n in $(echo "$ports" | awk '{ print $1 }'); do
		eval "p=\$$n"
		printf '"%s": "https://gazette.town:%s/feed",\n' "$n" "$p"
	done
}
write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    $(sources)
    "good": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    "till": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook.town:$HTTPS/x", "min": "low" }
  },
  "hosts": { $(home $(for n in $names utf8 dtd folded drip pong; do
	echo "$n.rude.town"; done) gazette.town hook.town) }
END

agent_start
settle gazette.town
post gazette.town "Does Mokka serve anise tea?" >/dev/null
await 20 "the good source's letter" came webhook anise

# --- each in its own words
told()				# NAME WORDS: in the log, with its name
{
	grep -Eq -- "^[0-9:]* $1: .*($2)" "$dir/agent.log"
}
all_told()
{
	[ "$(grep -c . "$dir/agent.log")" -ge "$(echo "$names" | wc -w)" ]
}
await 20 "as many messages as there are rude sources" all_told
await 20 "the last ones" told PLAIN TLS
tab=$(printf '\t')
quoted()			# the words as an expression
{
	printf '%s' "$1" | sed 's/[.()]/\\&/g'
}
printf '%s%s' "$rude" "$ports" | while IFS="$tab" read -r name words; do
	words=$(printf '%s' "$words" | sed "s/^$tab*//")
	[ -z "$name" ] || told "$name" "$(quoted "$words")" ||
	    echo "$name should say: $words; it says:" \
	    "$(grep "^[0-9:]* $name: " "$dir/agent.log" | head -1)"
done >"$dir/wrong"
check "each says what is wrong: $(cat "$dir/wrong")" [ ! -s "$dir/wrong" ]
check "bad UTF-8 is read all the same" told utf8 'first poll: 1 read'
check_no_crash

# --- and life goes on
post gazette.town "Does Mokka serve borage tea?" >/dev/null
await 20 "the good source's next letter" came webhook borage
peak=$(awk '/VmHWM/ { print $2 }' "/proc/$agent/status")
note "the keeper never had more than $peak KB"
[ -n "${WATCHED-}" ] ||	# sanitizers are not small
	check "the keeper stays small: $peak KB" [ "$peak" -lt 16384 ]
check_store
agent_stop

# --- all of it once more, with the memory of the largest worker
sed '/"drip"/d' "$dir/earshot.json" >"$dir/quick.json"
"$TOWN" peak "$dir/peak" "$EARSHOT" -c "$dir/quick.json" once --all \
    >/dev/null 2>>"$dir/agent.log"
check "once says that something failed" [ $? -eq 1 ]
note "no process had more than $(cat "$dir/peak") KB"
check "every process stays small" [ "$(cat "$dir/peak")" -lt 32768 ]
check_no_crash

# --- those that take their time, against a short one
slow()				# NAME PORT: fetched with two seconds' patience
{
	start=$(date +%s)
	"$EARSHOT" try fetch --ca "$dir/ca.pem" --time 2 \
	    "https://127.0.0.1:$2/@rude.town/$1" >/dev/null 2>"$dir/slow"
	check "$1: gives up" [ $? -ne 0 ]
	check "$1: in time" [ $(($(date +%s) - start)) -le 6 ]
	check "$1: says why: $(cat "$dir/slow")" \
	    grep -Eq 'time|answer' "$dir/slow"
}
slow drip "$HTTPS"
slow slowhead "$HTTPS"
slow silent "$HTTPS"
slow mute "$MUTE"
finish
