# test_links.sh - a report for who has no part in the box: by an address with a
# token, for a while, with no more in it than was meant.
. "$(dirname "$0")/lib.sh"
command -v curl >/dev/null || { note "skipped: there is no curl"; exit 0; }
town_open

web=127.0.0.1:$((20000 + $$ % 20000))
config()			# MORE
{
	write_config <<END
  "shop": { "name": "Mokka", "town": "Harford" },
  "rules": { "us": "mokka" }, $1
  $(paper_and_phone)
END
}
config ''
check "without a page" run 1 link report
config "\"web\": { \"listen\": \"$web\" },"
agent_start
settle gazette.town
for words in "At Mokka they were so rude about the larkspur cake, says Ludmilla" \
    "Still waiting at Mokka, for the third time, writes Ludmilla"; do
	post gazette.town "Heard in town
$words" "author=Ludmilla" >/dev/null
done
await 20 "two letters" came ntfy "Mokka" 2

fetch()				# URL [OPTION...]: $dir/head, $dir/body, status
{
	url=$1
	shift
	curl -s -m 20 -D "$dir/head" -o "$dir/body" -w '%{http_code}' "$@" \
	    "$url" >"$dir/status"
}
gives()				# STATUS [WORDS]
{
	[ "$(cat "$dir/status")" = "$1" ] && grep -q -- "${2-}" "$dir/body"
}
lacks()
{
	! grep -qi -- "$1" "$dir/body"
}

# --- made
check "a link" run 0 link report --days 7 --life 3 --who marketing
link=$(cat "$dir/out")
check "an address of ours" expr "$link" : "http://$web/r/[0-9a-f]\{32\}\$"
check "what it is" err 'link 1, for marketing: the last 7 days, until 20'
check "what it lacks" err 'numbers and words, no names'
token=${link##*/}
check "no token is stored" sh -c "! grep -rqa '$token' '$dir/data'"
check "nor in the log" sh -c "! grep -q '$token' '$dir/agent.log'"
check "another one" run 0 link report --names
named=$(cat "$dir/out")
check "the list" run 0 link list
check "of both" [ "$(wc -l <"$dir/out")" -eq 2 ]
check "for whom" out '"link":1,"who":"marketing","days":7,'

# --- followed
fetch "$link"
check "a page" gives 200 '3 mentions in'
check "whole" sh -c "tail -n 1 '$dir/body' | grep -q '</body></html>'"
check "with a picture" grep -q '<svg' "$dir/body"
check "the words" grep -q 'Still waiting' "$dir/body"
check "nobody's name" lacks Ludmilla
check "ways to the tables" grep -q "href=\"/r/$token/words.csv\"" "$dir/body"
check "but to one" lacks 'mentions.csv"'
check "no script may run" grep -qi "default-src 'none'; style-src 'sha256-" \
    "$dir/head"
check "as long as it says" [ "$(tr -d '\r' <"$dir/head" |
    sed -n 's/^Content-Length: //p')" -eq "$(wc -c <"$dir/body")" ]
[ -z "${LINK_PAGE-}" ] || cp "$dir/body" "$LINK_PAGE"
fetch "$link/words.csv"
check "the words as a table" gives 200 'staff/rude,rude,1'
check "of that kind" grep -qi '^Content-Type: text/csv' "$dir/head"
fetch "$link/counts.csv"
check "the counts" gives 200 '^day,source,what,polarity,count'
fetch "$link/mentions.csv"
check "not the mentions" gives 404
fetch "$link/people.csv"
check "nor people" gives 404
cp "$dir/body" "$dir/none"
cp "$dir/head" "$dir/none.head"
fetch "$link" -I
check "the head alone" [ "$(cat "$dir/status")" = 200 ]
fetch "$link" -X POST
check "nothing is pressed" gives 405
sleep 6
fetch "$named/mentions.csv"
check "who may see them" gives 200 Ludmilla
check "who it was" said 'web: link 1 was followed, for marketing'

# --- long ones go in parts, and too long ones not at all
flood()				# N: so many, each of some 1,200 bytes
{
	words=$(n=0; while [ $n -lt 130 ]; do
		printf ' w%d{n}' $n
		n=$((n + 1))
	done)
	ask "/flood?host=gazette.town&n=$1" "Number {n} of Mokka$words" \
	    >/dev/null
}
stored()			# N: at least so many
{
	[ "$(earshot list 4000 2>/dev/null | wc -l)" -ge "$1" ]
}
flood 200
await 60 "two hundred" stored 200
sleep 6
fetch "$named/mentions.csv"
check "a long table" gives 200 'Number'
check "of more than fits at once" [ "$(wc -c <"$dir/body")" -gt 250000 ]
check "is whole" [ "$(tr -d '\r' <"$dir/head" |
    sed -n 's/^Content-Length: //p')" -eq "$(wc -c <"$dir/body")" ]
check "each line of it" [ "$(grep -c 'Number' "$dir/body")" -ge 200 ]
flood 300
await 60 "five hundred" stored 500
sleep 6
fetch "$named/mentions.csv"
check "too long" gives 413 'a link of fewer days'
fetch "$named"
check "the page is not" gives 200 '50[0-9] mentions in'

# --- not
same()				# nothing tells one reason from another
{
	gives 404 && cmp -s "$dir/body" "$dir/none" &&
	    cmp -s "$dir/head" "$dir/none.head"
}
fetch "http://$web/r/$(printf %s "$token" | tr 0-9a-f 1-9a-f0)"
check "another token" same
check "taken back" run 0 link revoke 1
fetch "$link"
check "it shows nothing" same
fetch "http://$web/r/short"
check "no token" gives 404
fetch "http://$web/r/"
check "none at all" gives 404
fetch "$named" -H 'Host: evil.example'
check "another name" gives 403
check "no such link" run 1 link revoke 1
check "no number" run 2 link revoke x
check "too long a life" run 2 link report --life 4000
check "no days" run 2 link report --days 0
check "no such thing" run 2 link items

# --- how often
sleep 12
n=0
while [ $n -lt 12 ]; do
	fetch "$named"
	cat "$dir/status" >>"$dir/all"
	echo >>"$dir/all"
	n=$((n + 1))
done
check "some were made" [ "$(grep -c 200 "$dir/all")" -ge 3 ]
check "and then no more" [ "$(grep -c 503 "$dir/all")" -ge 3 ]
check "which is said" gives 503 'asked for too often'
n=0
while [ $n -lt 16 ]; do
	earshot link report >/dev/null 2>"$dir/err" || break
	n=$((n + 1))
done
check "sixteen at most" [ $n -eq 15 ]
check "and that is said" err '16 links are kept, take one back'
check_store
check_no_crash
agent_stop

# --- its time is over: nobody is told that there was one
cp "$here/build/host/earshot-1970" "$dir/box" || die "make build/host/earshot-1970"
EARSHOT=$dir/box
echo $((31 * 86400)) >"$dir/box.clock"
agent_start
await 20 "the door" curl -s -m 2 -o /dev/null "http://$web/"
fetch "$named"
check "a month later" same
agent_stop
finish
