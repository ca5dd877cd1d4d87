#!/bin/sh
# lines.sh [MOST] - how long the recipe engine is: lines of core/recipe that are
# neither blank nor only comment, by what they are for; and of the data beside
# it, which is no C: the format, what signs in, buttons. MOST is what was once
# wished for, 3000; it fails beyond CEILING, which only ever goes down.
#
# Not counted, because it knows no recipe and others may use it: what once lay
# here and lies in its own room now, some 650 lines.
#	core/when/midnight	the next midnight of a zone, the month's end
#	core/web/http1_link	Link headers (RFC 8288)
#	core/web/http1_rates	what headers say of how much more may be asked
#	core/web/url_query	one parameter of an address set anew; forms
#	core/web/pkce		the code that a browser brings (RFC 7636)
#	core/web/atproto	links and tags by their place; keys (Bluesky)
#	core/text/links		addresses and tags in a text; the length for X;
#				the same words again
#	core/text/fit		a text cut to a length that is counted so or so
#	core/text/text, html	text_plain(), text_line(), html_is_page()
#	core/feed/feed_items	a feed as a JSON document
#	core/grant		the record of an account's tokens, as it is kept;
#				what a device is told (RFC 8628)
most=${1:-3000}
ceiling=${CEILING:-2993}
here=$(cd "$(dirname "$0")/../.." && pwd)
cd "$here/core/recipe" || exit 1

count()				# FILE...: lines that hold code
{
	awk '{
		line = $0
		while (inside || line ~ /\/\*/) {
			if (inside) {
				if ((at = index(line, "*/")) == 0)
					next
				line = substr(line, at + 2)
				inside = 0
			}
			if (match(line, /\/\*/)) {
				rest = substr(line, RSTART + 2)
				line = substr(line, 1, RSTART - 1)
				if ((at = index(rest, "*/")) == 0)
					inside = 1
				else
					line = line substr(rest, at + 2)
			}
		}
		if (line ~ /[^ \t]/)
			n++
	} END { print n + 0 }' "$@"
}
part()				# WORDS MODULE...
{
	words=$1
	shift
	files=
	for m; do files="$files $m.c"; done
	n=$(count $files)
	sum=$((sum + n))
	printf '%6d  %s\n' "$n" "$words"
}
sum=0
part 'the vocabulary: values, templates, pipes, tests' value template \
    pipes piece condition room
part 'the format, held against a recipe at load' recipe schema
part 'a request, and who asks' request draft auth
part 'an answer: records, cursor, pages, errors, limits' extract record \
    cursor paging answer cost
part 'channels: letters, limits, buttons' outgoing limit actions
part 'replies and their steps' reply
part 'accounts: sign in, renew' grant
all=$(count *.c)
printf '%6d  of C in core/recipe (wished for: %d); headers %d; data %d\n' \
    "$all" "$most" "$(count *.h)" "$(cat *.txt *.json | grep -cv '^#\|^$')"
printf '%6d  that knows no recipe, in rooms of its own, not counted above\n' \
    "$(count ../when/midnight.c ../web/http1_link.c ../web/http1_rates.c \
    ../web/pkce.c ../web/atproto.c ../text/links.c ../text/fit.c \
    ../feed/feed_items.c ../grant.c)"
[ "$sum" -eq "$all" ] || { echo "lines.sh: a module has no part here"; exit 1; }
[ "$all" -le "$ceiling" ]
