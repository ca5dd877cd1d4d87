# test_fleet.sh - a signed report of how the box is, for who looks after many:
# who it is from can be told, and a second time; nothing of the shop is in it.
# With a mosquitto on this machine, over a broker.
. "$(dirname "$0")/lib.sh"
PATH=$PATH:/usr/sbin
town_open

port=$((20000 + $$ % 20000))
config()			# FLEET
{
	write_config <<END
  "shop": { "name": "Mokka", "town": "Harford" },
  "rules": { "us": "mokka" }, $1
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 },
    "gone": { "feed": "https://gazette.town:1/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone),
    "group": { "recipe": "mqtt", "host": "127.0.0.1", "port": $port,
      "tls": false, "box": "leeds-1", "beat": 30, "min": "never" }
  },
  "hosts": { $(home gazette.town ntfy.town) }
END
}
key=0b5f0c7a4d6e4d0f9b7e1c2a3d4e5f60
config ''
check "the file is sound" earshot check
check "the group gets no letters" sh -c \
    "'$EARSHOT' -c '$dir/earshot.json' check 2>&1 | grep -q 'no letters'"
earshot once >/dev/null 2>&1
check "without a key" run 0 status
check "the bare object" out '^{"box":"[0-9a-f]\{16\}","version":'
check "it is said" err 'it is not signed'
config '"fleet": { "key": "short", "allow": ["words"], "to": "x" },'
check "what is wrong" run 2 check
check "the key" err 'fleet "key": needs 16 letters or more'
check "what may be told" err 'fleet "words": cannot be allowed'
check "what is not there" err 'there is no key "to" here'
config '"fleet": { "key": 12 },'
check "no text" run 2 check

config "\"fleet\": { \"key\": \"$key\", \"box\": \"leeds-1\" },"
check "the file is sound" earshot check
heard()				# N: that many reports
{
	[ "$(sort -u "$dir/heard" | wc -l)" -ge "$1" ]
}
if command -v mosquitto >/dev/null && command -v mosquitto_sub >/dev/null; then
	printf 'listener %d 127.0.0.1\nallow_anonymous true\n' "$port" \
	    >"$dir/mosquitto.conf"
	[ "$(id -u)" != 0 ] || echo "user root" >>"$dir/mosquitto.conf"
	mosquitto -c "$dir/mosquitto.conf" >"$dir/broker.log" 2>&1 &
	pids="$pids $!"
	await 10 "the broker" mosquitto_pub -p "$port" -t x -m x
	mosquitto_sub -p "$port" -q 1 -t 'earshot/leeds-1/report' \
	    >"$dir/heard" 2>/dev/null & pids="$pids $!"
	mosquitto_sub -p "$port" -q 1 -v -t '#' >"$dir/all" 2>/dev/null &
	pids="$pids $!"
fi
agent_start
settle gazette.town
post gazette.town "Heard in town
At Mokka they were so rude about the larkspur cake, says Ludmilla" >/dev/null
await 20 "a letter" came ntfy larkspur

# --- by hand
check "signed" run 0 status
cp "$dir/out" "$dir/report"
check "three parts" grep -q '^[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$' \
    "$dir/report"
check "by our key" run 0 status --verify "$dir/report"
check "by hand it has no number" out '"seq":0'
check "what was heard, counted" out '"told":1,'
check "one source is blind" out '"sources":2,"blind":1,'
check "which one is not told" sh -c "! grep -q 'gone\|Mokka' '$dir/out'"
printf '%s\n' "$key" >"$dir/key"
echo "another key of that length" >"$dir/other"
check "by that key" run 0 status --verify "$dir/report" --key "$dir/key"
check "who and when" err 'box leeds-1, number 0, age: '
check "by no other" run 1 status --verify "$dir/report" --key "$dir/other"
check "which is said" err 'not signed with this key, or was changed'
sed 's/\.e/.f/' "$dir/report" >"$dir/changed"
check "changed" run 1 status --verify "$dir/changed"
check "no file" run 3 status --verify "$dir/nowhere"
check "no words" run 2 status --verify
check "nonsense" run 1 status --verify "$dir/earshot.json"
if command -v openssl >/dev/null; then
	signed=$(sed 's/\.[^.]*$//' "$dir/report")
	sum=$(printf %s "$signed" | openssl dgst -sha256 -hmac "$key" -binary |
	    openssl base64 -A | tr '+/' '-_' | tr -d =)
	check "as openssl has it" [ "$signed.$sum" = "$(cat "$dir/report")" ]
fi

# --- over the broker: a number that grows through restarts
if [ -e "$dir/heard" ]; then
	await 20 "a report" heard 1
	head -n 1 "$dir/heard" >"$dir/first"
	check "it is ours" run 0 status --verify "$dir/first"
	first=$(sed 's/.*"seq":\([0-9]*\).*/\1/' "$dir/out")
	check "the first number" [ "$first" -eq 1000000 ]
	kill -9 "$agent"
	agent_start
	await 20 "another" heard 2
	tail -n 1 "$dir/heard" >"$dir/second"
	check "a later number" run 0 status --verify "$dir/second" \
	    --after "$first"
	check "a replay" run 1 status --verify "$dir/first" --after "$first"
	check "is told" err 'it was sent before'
	post gazette.town "Heard in town
At Mokka the basalt coffee was cold and stale, terrible" >/dev/null
	await 20 "a letter" came ntfy basalt
	check "nothing of the shop went there" sh -c \
	    "! grep -qi 'mokka\|larkspur\|ludmilla\|basalt' '$dir/all'"
else
	note "no broker: there is no mosquitto"
fi
agent_stop

# --- what the shop allows
config "\"fleet\": { \"key\": \"$key\", \"allow\": [\"shop\", \"sources\"] },"
earshot status 2>/dev/null >"$dir/report"
check "more" run 0 status --verify "$dir/report"
check "the shop's name" out '"shop":"Mokka"'
check "the blind one" out '"blind_sources":\["gone"\]'
check "the key stands in no log" sh -c "! grep -q '$key' '$dir/agent.log'"
check_store
check_no_crash
finish
