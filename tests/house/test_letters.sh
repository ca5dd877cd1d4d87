# test_letters.sh - the letters of the week and of the month: by themselves, on
# their day, once: whatever happens to the power, the clock and the box.
. "$(dirname "$0")/lib.sh"
town_open
cp "$here/build/host/earshot-1970" "$dir/box" || die "make build/host/earshot-1970"
EARSHOT=$dir/box
export TZ=Europe/Berlin

config()			# MORE
{
	HOURS=own write_config <<END
  "shop": { "name": "Mokka", "town": "Harford" },
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "hours": { "zone": "$TZ", "digest": "off" }, $1
  "channels": {
    $(annas_mail),
    $(a_phone)
  },
  "people": {
    "anna": { "name": "Anna", "channels": ["phone", "mail"], "min": "low" },
    "ben": { "name": "Ben", "channels": ["phone"], "min": "low" }
  },
  "hosts": { $(home gazette.town mail.town ntfy.town) }
END
}
say()				# TEXT: now, by the box's clock
{
	post gazette.town "Heard in town
$1" "time=$(($(date +%s) + $(cat "$dir/box.clock")))" >/dev/null
}
# It is DAY TIME now; days are counted from a Monday in the week after next.
monday=$(date -d "$(date -d 'next monday' +%F) +7 days" +%F)
day()
{
	date -d "$monday $1 days" +%F
}
it_is()
{
	echo $(($(date -d "$(day "$1") $2" +%s) - $(date +%s))) >"$dir/box.clock"
}
of_week()
{
	came mail "Mokka, the week from" "$1"
}

config ""
check "the file is sound" earshot check
it_is -4 12:00
agent_start
settle gazette.town
for words in "At Mokka the larkspur cake was lovely, the best in town" \
    "At Mokka they were so rude about my order, still waiting" \
    "Is Mokka open on the Sunday of the harbour feast?"; do
	say "$words"
done
await 20 "three letters" came ntfy "Mokka" 3
agent_stop

# --- as they would be now
check "the week" run 0 digest --week
check "in five lines" [ "$(grep -c '^- ' "$dir/out")" -eq 5 ]
check "what was heard" out '^- Heard: 3 mentions (0 the week before)'
check "few are not counted in percent" sh -c "! grep -q % '$dir/out'"
check "as a page" run 0 digest --week --html
check "of one piece" out '</body></html>'
check "the month" run 0 digest --month
check "nothing without evidence" out 'Nothing stands out enough to say'
check "both are too much" run 2 digest --week --month
check "when they come" run 0 plan
check "the week's" err "Next letter of the week: $(day 0) 08:00"

# --- on Monday at eight, once
it_is 0 07:58
check "before it" run 0 once
check "nothing" of_week 0
it_is 0 08:00
agent_start
await 20 "the letter of the week" of_week 1
letters mail "Mokka, the week from" >"$dir/letter"
check "of the week before" grep -q "the week from $(LC_ALL=C date -d \
    "$(day -7)" '+%-d %b'): 3 mentions" "$dir/letter"
check "with their words" grep -q 'larkspur cake' "$dir/letter"
check "Ben has none" came ntfy "the week from" 0
kill -9 "$agent"
agent_start
settle gazette.town
check "no second one after a kill" of_week 1
agent_stop
it_is -1 09:00
check "nor when the clock goes back" run 0 once
it_is 0 09:00
check "and forth" run 0 once
check "still one" of_week 1

# --- the box was off
it_is 9 15:00			# on Monday; it is Wednesday
check "caught up" run 0 once
check "two days later" of_week 2
it_is 18 15:00			# Friday
check "or left out" run 0 once
check "four days later" of_week 2
it_is 21 09:00
check "and the next one comes" run 0 once
check "as ever" of_week 3

# --- the month: what is asked again and again, and a source that is gone
# (of a month in which nothing of the above was said: five weeks later)
first=$(date -d "$(date -d "$(day 31)" +%Y-%m-01) +1 month" +%F)
days=$((($(date -u -d "$first" +%s) - $(date -u -d "$monday" +%s)) / 86400))
it_is $((days - 3)) 12:00
agent_start
settle gazette.town
for who in Tom Sue Kim; do
	say "Does Mokka have gluten free cake on Sundays, asks $who of Harford?"
	settle gazette.town
done
agent_stop
it_is "$days" 08:01
check "the first of the month" run 0 once
letters mail | grep 'What to change' >"$dir/month"
check "three heard" grep -q 'Heard: 3 mentions' "$dir/month"
check "what to do" grep -q 'Save an answer to a question' "$dir/month"
check "and why" grep -q 'asked 3 times: .Does Mokka have gluten free' \
    "$dir/month"
check "one letter" [ "$(wc -l <"$dir/month")" -eq 1 ]
check "of the month before" grep -q "Mokka, .* to $(LC_ALL=C date -d \
    "$(day $((days - 1)))" '+%-d %b %Y')" "$dir/month"
it_is "$days" 09:01
check "again" run 0 once
check "still one" [ "$(letters mail | grep -c 'What to change')" -eq 1 ]
check_store

# --- otherwise
config '"letters": { "week": "sunday 18:30", "month": "off", "to": "ben" },'
check "another day" run 0 plan
check "is taken" err 'Next letter of the week: .* 18:30'
check "none of the month" err 'Next letter of the month: never'
config '"letters": { "week": "someday", "month": "1st", "to": ["zoe"], "x": 1 },'
check "what is wrong" run 2 check
check "the day" err 'letters "week": is a weekday and a time'
check "the time" err 'letters "month": is a time on the first'
check "whom" err 'letters "zoe": is none of "people"'
check "a key" err 'there is no key "x" here'
finish
