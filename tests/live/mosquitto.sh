#!/bin/sh
# mosquitto.sh - twenty boxes and a broker: a real mosquitto with TLS and
# passwords; the pretend town has the news. Needs packages mosquitto,
# mosquitto-clients and openssl.
. "$(dirname "$0")/../house/lib.sh"
BOXES=${BOXES:-20}
for program in mosquitto mosquitto_sub mosquitto_passwd openssl; do
	PATH=$PATH:/usr/sbin command -v $program >/dev/null || {
		echo "   skipped: there is no $program"
		exit 0
	}
done
PATH=$PATH:/usr/sbin
PORT=${PORT:-$((20000 + $$ % 20000))}
town_open

# --- the broker --------------------------------------------------------------

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
    -keyout "$dir/broker.key" -out "$dir/broker.pem" -days 30 \
    -subj /CN=broker.town -addext 'subjectAltName=DNS:broker.town' \
    2>/dev/null || die "no certificate"
cat "$dir/ca.pem" "$dir/broker.pem" >"$dir/both.pem"
mosquitto_passwd -b -c "$dir/passwords" box hush
mosquitto_passwd -b "$dir/passwords" group watch
cat >"$dir/acl" <<END
user box
topic write earshot/#
topic write homeassistant/#
user group
topic read #
END
cat >"$dir/mosquitto.conf" <<END
listener $PORT 127.0.0.1
certfile $dir/broker.pem
keyfile $dir/broker.key
allow_anonymous false
password_file $dir/passwords
acl_file $dir/acl
persistence false
log_type all
END
[ "$(id -u)" != 0 ] || echo "user root" >>"$dir/mosquitto.conf"

broker_start()
{
	mosquitto -c "$dir/mosquitto.conf" >>"$dir/broker.log" 2>&1 & broker=$!
	pids="$pids $broker"
	await 10 "the broker" mosquitto_pub --cafile "$dir/broker.pem" \
	    --insecure -h 127.0.0.1 -p "$PORT" -u box -P hush -t x -m x
	mosquitto_sub --cafile "$dir/broker.pem" --insecure -h 127.0.0.1 \
	    -p "$PORT" -u group -P watch -q 1 -F '%r %t %p' -t 'earshot/#' \
	    -t 'homeassistant/#' >>"$dir/heard" 2>/dev/null & pids="$pids $!"
}

# heard PATTERN N: at least so many different lines
heard()
{
	[ "$(grep -a -- "$1" "$dir/heard" | sort -u | wc -l)" -ge "$2" ]
}

broker_start

# --- the boxes ---------------------------------------------------------------

# box N [MORE]: its configuration
box()
{
	cat >"$dir/box$1.json" <<END
{ "data": "$dir/data$1", "ca_file": "$dir/both.pem",
  "hosts": { "gazette.town": "127.0.0.1", "broker.town": "127.0.0.1" },
  "rules": { "us": "mokka" },
  "sources": { "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss",
      "every": 1 } },
  "channels": { "group": { "recipe": "mqtt", "host": "broker.town",
      "port": $PORT, "user": "box", "password": "${2:-hush}",
      "box": "box$1", "discovery": "homeassistant", "beat": 30,
      "min": "low" } } }
END
	chmod 600 "$dir/box$1.json"
}

boxes=
n=1
while [ $n -le "$BOXES" ]; do
	box $n
	"$EARSHOT" -c "$dir/box$n.json" run 2>>"$dir/agent.log" &
	boxes="$boxes $!"
	pids="$pids $!"
	n=$((n + 1))
done

await 30 "all births" heard 'earshot/box[0-9]*/status online' "$BOXES"
await 30 "all reports of health" heard 'earshot/box[0-9]*/health {"box":' \
    "$BOXES"
await 30 "all of the discovery" heard 'homeassistant/.*/config {' \
    $((BOXES * 5))
note "$BOXES boxes are there, each with health and 5 entities"
baselines()
{
	[ "$(grep -c 'first poll' "$dir/agent.log")" -ge "$BOXES" ]
}
await 30 "every first poll" baselines

post gazette.town 'Two hours at Mokka and nobody came. Never again, rude
 staff!' >/dev/null
await 40 "the mention of all" heard 'earshot/box[0-9]*/mention {' "$BOXES"
await 20 "the item of all" heard 'earshot/box[0-9]*/item {.*"class":' "$BOXES"
mentions=$(grep -ac 'earshot/box[0-9]*/mention {' "$dir/heard")
check "each mention once: $mentions" [ "$mentions" -eq "$BOXES" ]
note "one post, $mentions mentions and items"

retained=$(mosquitto_sub --cafile "$dir/broker.pem" --insecure -h 127.0.0.1 \
    -p "$PORT" -u group -P watch -F '%r %t %p' -t 'earshot/+/status' -W 2 \
    2>/dev/null | grep -c '^1 .* online')
check "births are retained: $retained" [ "$retained" -eq "$BOXES" ]

# --- one loses its power -------------------------------------------------------

set -- $boxes
kill -9 "$1"
await 10 "the will" heard 'earshot/box1/status offline' 1
sleep 1
gone=$(grep -ac 'status offline' "$dir/heard")
check "one will, of the box that went: $gone" [ "$gone" -eq 1 ]
note "a box died: its will was told"
"$EARSHOT" -c "$dir/box1.json" run 2>>"$dir/agent.log" & pids="$pids $!"
back()
{
	[ "$(grep -a '^. earshot/box1/status ' "$dir/heard" | tail -n 1)" = \
	    "0 earshot/box1/status online" ]
}
await 20 "it back" back

# --- the broker goes, and comes back ---------------------------------------------

kill -9 $broker
sleep 1
post gazette.town 'Mokka again: the coffee was cold and the waiter awful' \
    >/dev/null
waits()
{
	"$EARSHOT" -c "$dir/box2.json" outbox 2>&1 | grep -q 'group'
}
await 30 "a letter that waits" waits
sleep 3
broker_start
await 90 "the second mention of all" heard \
    'earshot/box[0-9]*/mention {.*waiter awful' "$BOXES"
second=$(grep -a 'mention {.*waiter awful' "$dir/heard" | wc -l)
note "the broker was away: $second messages for $BOXES letters"
await 60 "all births again" heard 'earshot/box[0-9]*/status online' "$BOXES"

# --- a wrong password is for the owner ---------------------------------------------

box wrong nonsense
"$EARSHOT" -c "$dir/boxwrong.json" send-test group 2>"$dir/wrong"
check "a wrong password is told" grep -q 'user name and password\|authorized' \
    "$dir/wrong"
sed -n 's/^/   /p' "$dir/wrong"
sed 's/"beat"/"box2": 1, "beat"/; s/"password": "hush"/"password": "hush", "tls": false/' \
    "$dir/box2.json" | sed 's/"box2": 1, //' >"$dir/clear.json"
check "no password in clear" sh -c \
    "! '$EARSHOT' -c '$dir/clear.json' check 2>'$dir/clear'"
check "and why" grep -q 'without encryption' "$dir/clear"

check_no_crash
for n in 1 2; do
	check "verify box$n" "$EARSHOT" -c "$dir/box$n.json" verify \
	    "$dir/data$n"
done
finish
