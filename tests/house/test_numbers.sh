# test_numbers.sh - what the owner counts stands beside what was heard; who may
# be answered when; what the box says of itself.
. "$(dirname "$0")/lib.sh"
town_open

config()			# MORE OF "answers"
{
	write_config <<END
  "shop": { "name": "Mokka", "town": "Harford" },
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 }
  },
  "channels": {
    $(a_phone)
  },
  "answers": { "signed": "Anna"$1 },
  "keep": { "days": 77 },
  "hosts": { $(home gazette.town ntfy.town) }
END
}
config ""
agent_start
settle gazette.town
post gazette.town "Heard in town
At Mokka they were so rude about the larkspur cake, terrible." >/dev/null
await 20 "a letter" came ntfy larkspur
id=$(earshot items all 2>/dev/null | sed 's/.*"item":\([0-9]*\).*/\1/' |
    head -n 1)

# --- what the owner counts
today=$(date +%Y-%m-%d)
check "calls" run 0 event calls=42
check "corrected" run 0 event calls=44
check "a coupon" run 0 event coupon BLUE=3
check "a margin" run 0 event margin=12.50
check "not counted" run 2 event visits=3
check "what is" err 'calls, mails, walk-ins, coupon WORD and margin are'
check "halves of a call" run 2 event calls=1.5
printf '# by hand\n%s,mails,7\n%s;walk-ins;70\n%s a flyer\n' "$today" \
    "$today" "$today" >"$dir/figures"
check "a file" run 0 event --file "$dir/figures"
check "the same again" run 0 event --file "$dir/figures"
printf '%s,mails,8\n%s,mials,9\n' "$today" "$today" >"$dir/figures"
check "one line is wrong" run 2 event --file "$dir/figures"
check "which" err 'line 2: "mials" is not counted'
check "each once" sh -c "[ \$('$EARSHOT' -c '$dir/earshot.json' event \
    2>/dev/null | wc -l) -eq 6 ]"
check "mine" run 0 mark "$id" mine
check "they came" run 0 mark "$id" visit
check "won" run 0 mark "$id" won
check "the report" run 0 report
for words in 'calls 44 of 12' 'mails 7 of 12' 'walk-ins 70 of 12' \
    'BLUE 3 at the till' '1 lead won at 12.50 each: 12.50' \
    'too early to tell (n=1)' 'a flyer'; do
	check "$words" out "$words"
done
check "a figure is no mark" sh -c "! grep -q 'calls=44' '$dir/out'"
check "as JSON" run 0 report --json
check "in it" out '"value_hundredths":1250'
check "the coupon" out '"coupons":\[{"word":"BLUE","n":3}\]'
check "as a page" run 0 report --html
check "on it" out 'Beside what you count'
agent_stop
check "without a keeper" run 0 event 2026-01-05 mails=9

# --- from those who turn to us to others
check "a draft by hand" run 0 draft "$id"
check "how far it is" err '0 of the first 20 who turned to you were answered'
config ', "proactive": false'
check "off" run 1 draft "$id"
check "why" err 'they speak about the shop, not to it; "proactive" is off'
config ', "proactive": true'
check "on" run 0 draft "$id"
check "without a word" sh -c "! grep -q 'first 20' '$dir/err'"
config ', "proactive": "now and then"'
check "what it may be" run 2 check
check "in words" err 'is true, false or "by hand"'
config ', "proactive": false, "progressive": 2'
check "the second before the first" run 2 check
check "is told" err 'is on while "proactive" is off'

# --- what it says of itself
check "privacy" run 0 privacy
check "how long" out 'done about them: 77 days'
check "from where" out 'paper: gazette.town'
check "to whom" out 'phone: ntfy.town'
check_store
check_no_crash
finish
