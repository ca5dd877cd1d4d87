# test_demo.sh - `earshot demo`: the bundled day through the real rooms. No
# configuration, no home, no network, no folder to write into but TMPDIR: what
# rings, what waits, what is in the digest, that it adds up, that it is the
# same each time, and that nothing is left of it, however it ends.
. "$(dirname "$0")/lib.sh"
mkdir "$dir/tmp"
EARSHOT=$(cd "$(dirname "$EARSHOT")" && pwd)/${EARSHOT##*/}
alone=
if unshare -n true 2>/dev/null; then
	alone="unshare -n"
elif unshare -rn true 2>/dev/null; then
	alone="unshare -rn"
else
	note "no network namespaces here: the demo had a network"
fi

# demo [NAME=VALUE...] EARSHOT demo...: alone, from a folder nobody can write
# to; B42 wants an alert within ten seconds, this is all of the day
demo()
{
	(cd /proc && exec timeout 10 $alone env -i TMPDIR="$dir/tmp" "$@") \
	    >"$dir/out" 2>"$dir/err"
}

swept()
{
	[ -z "$(ls -A "$dir/tmp")" ]
}

# before FIRST SECOND: both are said, in this order
before()
{
	first=$(grep -nF -- "$1" "$dir/err" | head -n 1 | cut -d: -f1)
	second=$(grep -nF -- "$2" "$dir/err" | head -n 1 | cut -d: -f1)
	[ -n "$first" ] && [ -n "$second" ] && [ "$first" -lt "$second" ]
}

# in_digest WORDS
in_digest()
{
	sed -n '/ 19:05  The digest/,$p' "$dir/err" | grep -qF -- "$1"
}

says()
{
	grep -qF -- "$1" "$dir/err"
}

# --- the day -----------------------------------------------------------------

demo "$EARSHOT" -c /nowhere/earshot.json demo
check "it ends well" [ $? = 0 ]
check "words for people alone" [ ! -s "$dir/out" ]
check "no line is too wide" [ "$(LC_ALL=C.UTF-8 wc -L <"$dir/err")" -le 80 ]
check "it fits two screens" [ "$(wc -l <"$dir/err")" -le 105 ]
check "nothing is left" swept

phone='  \.-- phone, '
check "three alerts and a digest" [ "$(grep -c "^$phone" "$dir/err")" = 4 ]
check "the digest does not shout" [ "$(grep -c "^${phone}normal" \
    "$dir/err")" = 1 ]
check "who looks for a bakery" says '| Looking around on forum: "Fed up with'
check "one star, by mail" says '| ★☆☆☆☆ on mail: "Priya S. left a review'
check "the crisis" says '| Serious complaint on mastodon: "Nuts in'
check "... in quiet hours" before 'so it rings, although it is 15:15, in Anna' \
    '| Serious complaint'
check "it says why" says "Why: 'allergic', 'in hospital': critical +80"
check "somebody sees to it" before '| Serious complaint' \
    '15:23  Anna has seen to it.'

check "another Mill Lane" says 'bridge repairs": not about you'
check "news wait" before 'Judged news:' 'For the digest.'
check "spam is called so" says "Judged spam: 'WIN a', 'Click here': looks like"
check "a rumour waits" says 'it is 13:35, in Anna'
check "so does a complaint in German" before 'Die Brötchen' \
    'Judged complaint'
check "praise" says 'Judged praise: praise +10'
check "twice is once" says 'one that it knows already'

for words in '8 mentions, 2 wait' 'What waits (2)' '★★★☆☆ on Google "Die' \
    'Rumour on forum "Is it true' 'What else did not buzz (3)' \
    '- staff (rude): 1' '★★★★★ on Google' 'News on gazette' 'Perhaps spam'
do
	check "the digest says: $words" in_digest "$words"
done

# read = new + known; new = ours + not; ours = told + kept + quiet
set -- $(sed -n '/Nothing is lost/,/^$/p' "$dir/err" | tr -cd '0-9 ')
check "the ledger has all its numbers: $*" [ $# = 10 ]
check "the ledger adds up: $*" [ "$1" -gt 8 -a "$1" = $(($2 + $3)) -a \
    "$2" = "$4" -a "$4" = $(($5 + $6)) -a "$5" = "$7" -a \
    "$7" = $(($8 + $9 + ${10})) ]
check "it tells as many as rang" [ "$8" = 3 ]

# --- the same each time ------------------------------------------------------

mv "$dir/err" "$dir/first"
demo TZ=Asia/Tokyo LANG=de_DE.UTF-8 HOME=/nowhere "$EARSHOT" demo --fast
check "with other clocks, too" cmp "$dir/first" "$dir/err"

# --- where nothing can be written, and what is not there ---------------------

demo TMPDIR="$dir/none" "$EARSHOT" demo
check "no folder: the system failed" [ $? = 3 ]
check "... in words" says "TMPDIR=FOLDER earshot demo"
check "... of one place" says "$dir/none"
demo TMPDIR="$dir/$(printf '%0300d' 0)" "$EARSHOT" demo
check "a name too long" [ $? = 3 ]
mkdir "$dir/tmp/a \"b\" ö"
demo TMPDIR="$dir/tmp/a \"b\" ö" "$EARSHOT" demo
check "a name with quotes" [ $? = 0 ]
check "... says the same" cmp "$dir/first" "$dir/err"
check "... is empty" rmdir "$dir/tmp/a \"b\" ö"
demo "$EARSHOT" demo tomorrow
check "no such option" [ $? = 2 ]

# --- ended early -------------------------------------------------------------

# On a terminal it takes its time, so that there is some to end it in.
if ! script -qec true /dev/null >/dev/null 2>&1; then
	note "no script(1): it was not ended early"
	finish
fi
# ended SIGNAL: what it ends with, early
ended()
{
	rm -f "$dir/pid" "$dir/status" "$dir/screen"
	script -qec "sh -c 'echo \$\$ >\"$dir/pid\"; TMPDIR=\"$dir/tmp\" exec \
	    \"$EARSHOT\" demo'; echo \$? >\"$dir/status\"" /dev/null \
	    >"$dir/screen" 2>&1 </dev/null &
	pids="$pids $!"
	await 10 "the first post" grep -qs 'Gazette' "$dir/screen"
	kill -"$1" "$(cat "$dir/pid")"
	await 10 "its end" test -s "$dir/status"
	status=$(cat "$dir/status")
}
for signal in INT TERM KILL; do
	ended $signal
	check "$signal ends it before the evening" \
	    sh -c '! grep -q "The digest" "$1"' - "$dir/screen"
	check "$signal leaves nothing" swept
	[ $signal = KILL ] || check "$signal is no fault" [ "$status" = 0 ]
done
finish
