# test_clock.sh - a box that wakes up in 1970: it asks one of its own servers
# what time it is, believes only one whose certificate is good then, and reads,
# sends and stores nothing before.
. "$(dirname "$0")/lib.sh"
town_open
cp "$here/build/host/earshot-1970" "$dir/box" || die "make build/host/earshot-1970"
EARSHOT=$dir/box
then=$((86400 - $(date +%s)))		# the second of January 1970

write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "plain": { "feed": "http://gazette.town:$SPARE/feed.rss", "every": 1 }
  },
  "channels": { "till": { "recipe": "exec", "program": "/bin/cat" } },
  "hosts": { $(home gazette.town) }
END
mv "$dir/earshot.json" "$dir/plain.json"
write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "old": { "feed": "https://expired.rude.town:$HTTPS/feed", "every": 1 },
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone)
  },
  "hosts": { $(home expired.rude.town gazette.town ntfy.town) }
END
sleep_again()
{
	rm -rf "$dir/data"
	echo "$then" >"$dir/box.clock"
}
near()				# the box's clock is a minute off at most
{
	off=$(cat "$dir/box.clock")
	[ "$off" -gt -60 ] && [ "$off" -lt 60 ]
}

sleep_again
earshot doctor 2>"$dir/doctor"
check "doctor sees it" grep -q "HURTS  the clock" "$dir/doctor"

"$EARSHOT" -c "$dir/plain.json" once 2>"$dir/plain"
check "without https it gives up, not $?" [ $? = 3 ]
check "and says why" grep -q "no https server in the file" "$dir/plain"
check "and has stored nothing" [ ! -e "$dir/data/store.mdb" ]
check "and is still in 1970" [ "$(cat "$dir/box.clock")" = "$then" ]

earshot once --all 2>"$dir/once"
check "who has no good certificate is not believed" \
    grep -q "clock: .*expired.rude.town" "$dir/once"
check "who has one is" grep -q "clock: set to 20.*gazette.town" "$dir/once"
check "rightly" near
check "and then it reads" earshot sources

sleep_again
agent_start
await 40 "the keeper's clock" near
await 20 "the first poll" said "paper: first poll"
post gazette.town "Mokka, the copper door
It does not open, third time, I am fed up." >/dev/null
await 30 "a letter" came ntfy copper
agent_stop
check_store
finish
