# test_kill.sh - the agent is killed at random moments while people post:
# afterwards nothing is missing, and nothing came under two ids.
# KILLS=1000 for the full figure.
. "$(dirname "$0")/lib.sh"
town_open
KILLS=${KILLS:-60}

write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 1 },
    "forum": { "feed": "https://forum.town:$HTTPS/feed.json", "every": 1 },
    "tag": { "recipe": "mastodon.tag", "tag": "harford",
      "base": "https://mastodon.town:$HTTPS", "every": 1 }
  },
  "channels": {
    $(a_phone),
    $(annas_mail),
    "till": { "recipe": "webhook", "secret": "town-webhook-secret",
      "url_to": "https://hook.town:$HTTPS/x", "min": "low" }
  },
  "hosts": { $(home gazette.town forum.town mastodon.town ntfy.town \
      mail.town hook.town) }
END

# A number from 0 to $1 - 1.
chance()
{
	echo $(($(od -An -N2 -tu2 /dev/urandom) % $1))
}

# Numbers as words, so that no two posts are alike.
word()
{
	echo "$1" | tr 0-9 bdfghjklmn
}

# Posts as long as the file is there; each line of `posted` is one mark.
people()
{
	n=1000
	while [ -e "$dir/people" ]; do
		n=$((n + 1))
		mark="q$(word $n)z"
		case $((n % 3)) in
		0) post gazette.town "Mokka and the $mark
A thing happened at Mokka." ;;
		1) post forum.town "Does Mokka have a $mark?
Asking for a friend." ;;
		2) post mastodon.town "The $mark of Mokka is nice #harford" ;;
		esac >/dev/null && echo "$mark" >>"$dir/posted"
		sleep 0.2
	done
}

agent_start
settle gazette.town forum.town mastodon.town
touch "$dir/people" "$dir/posted"
people & pids="$pids $!"

# Soon after it began, or in the middle of something: half a second at most.
i=0
early=0
while [ "$i" -lt "$KILLS" ]; do
	sleep "$(printf '0.%03d' "$(chance 500)")"
	kill -9 "$agent" 2>/dev/null || early=$((early + 1))
	wait "$agent" 2>/dev/null
	i=$((i + 1))
	agent_start
done
rm "$dir/people"
check "it never ended by itself" [ "$early" -eq 0 ]

# --- afterwards: everything that was posted is in every channel
settle gazette.town forum.town mastodon.town
idle()
{
	! earshot outbox 2>/dev/null | grep -q '"state":"waiting"'
}
await 60 "an empty outbox" idle
settle gazette.town forum.town mastodon.town
await 60 "an empty outbox" idle

ask /letters >"$dir/letters"
# How many letters of a channel tell of a mark: one each is right.
while read -r mark; do
	for c in ntfy mail webhook; do
		echo "$c $(grep "^$c	" "$dir/letters" | grep -c "$mark")"
	done
done <"$dir/posted" >"$dir/told"
posted=$(wc -l <"$dir/posted")
note "$KILLS kills, $posted posts that match"
for c in ntfy mail webhook; do
	missing=$(grep -c "^$c 0\$" "$dir/told")
	twice=$(grep "^$c " "$dir/told" | grep -vc ' [01]$')
	again=$(awk -F '\t' -v c="$c" '$1 == c { n += $2 - 1 }
	    END { print n + 0 }' "$dir/letters")
	note "$c: $missing missing, $twice under two ids, $again sent again" \
	    "under the same id"
	check "$c: $missing letters are missing" [ "$missing" -eq 0 ]
	check "$c: $twice came under two ids" [ "$twice" -eq 0 ]
done
check "something was posted" [ "$posted" -gt $((KILLS / 4)) ]
check_store
check_no_crash
agent_stop
check_store
finish
