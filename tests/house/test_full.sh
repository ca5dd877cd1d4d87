# test_full.sh - a store of one megabyte and thousands of posts that match: it
# forgets the oldest and goes on alerting.
. "$(dirname "$0")/lib.sh"
town_open

write_config <<END
  "keep": { "mb": 1 },
  "shop": { "name": "Mokka", "critical": [ "food poisoning" ] },
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    "till": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook.town:$HTTPS/x", "min": "urgent" }
  },
  "hosts": { $(home gazette.town hook.town) }
END

short="Mokka has {n} chairs, and there is one more thing to say about chairs in
general, namely that there are never enough of them when the sun is out and
everybody wants to sit outside at the same time"
long="$short"
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	long="$long, and this goes on and on and on, as a bore does in a cafÃ©
	whose chairs are all taken, until the last of its guests has left the room"
done

# ledger N: so many were read in all
read_in_all()
{
	[ "$(earshot ledger | sed -n 's/.*"source":"all".*"new":\([0-9]*\).*/\1/p
	    ')" -ge "$1" ]
}

agent_start
settle gazette.town
sum=0
for word in anise borage chervil dill endive fennel garlic hyssop iris \
    juniper; do
	ask "/flood?host=gazette.town&n=300" "$short" >/dev/null
	post gazette.town "Food poisoning at Mokka: the $word soup!" >/dev/null
	sum=$((sum + 301))
	await 30 "the alert of $word" came webhook "$word"
	await 30 "$sum posts read" read_in_all "$sum"
done

stored=$(earshot list 100000 | wc -l)
size=$(du -k "$dir/data/store.mdb" | cut -f 1)
note "$sum posts, $stored still stored, in $size KB"
check "it had to forget" [ "$stored" -lt "$sum" ]
check "it kept the newest" sh -c "'$EARSHOT' -c '$dir/earshot.json' list 1000 |
    grep -q juniper"
check "it kept many" [ "$stored" -gt 100 ]
check "the store stays small: $size KB" [ "$size" -le 1400 ]
check "it told that it forgets" said 'forgot'
check_store
check_no_crash
agent_stop
check_store

# --- and it begins again where it was
agent_start
settle gazette.town
post gazette.town "Food poisoning at Mokka: the kale soup!" >/dev/null
await 30 "the alert after a new start" came webhook kale
check "nothing is told again" [ "$(letters webhook | wc -l)" -eq 11 ]

# --- more at once than fits at all
ask "/flood?host=gazette.town&n=480" "$long" >/dev/null
post gazette.town "Food poisoning at Mokka: the lovage soup!" >/dev/null
await 30 "the alert beside more than fits" came webhook lovage
check_store
agent_stop
finish
