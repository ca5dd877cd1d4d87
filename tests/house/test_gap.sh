# test_gap.sh - more than a visit reads lies between two polls; and the power
# goes in the middle. Nothing of it is lost, nothing is told twice. And where
# comments lie in posts: those that one post has no room for, and the posts of
# the next page.
. "$(dirname "$0")/lib.sh"
town_open

write_config <<END
  "rules": { "us": "mokka" },
  "sources": {
    "tag": { "recipe": "mastodon.tag", "tag": "harford",
      "base": "https://mastodon.town:$HTTPS", "every": 3600 },
    "talk": { "recipe": "instagram.comments", "ig_id": "me",
      "token": "hush", "host": "https://graph.town:$HTTPS", "every": 3600 }
  },
  "hosts": { $(home mastodon.town graph.town) }
END

# stored: how many different posts of the gap, and how many lines of them
stored()
{
	earshot list 100000 2>/dev/null |
	    grep -o "\"text\":\"Mokka ${1:-gap} [0-9a-j]*" |
	    awk '{ n++; if (!seen[$0]++) d++ } END { print d + 0, n + 0 }'
}

# A visit reads 5 pages of 40.
n=450
earshot once --all 2>"$dir/agent.log" || die "the first poll"
for i in $(seq $n); do
	post mastodon.town "Mokka gap $i #harford" >/dev/null
done
# On each of two posts half of these; a visit reads 5 pages of 20. In letters,
# for a number alone is no other text.
inside=230
for i in $(seq $inside | tr 0-9 a-j); do
	post graph.town "Mokka nest $i" >/dev/null
done
for i in 1 2 3; do
	"$EARSHOT" -c "$dir/earshot.json" once --all 2>"$dir/agent.log" &
	sleep 0.0$((i * 3))
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
done
note "after three power cuts: $(stored)"
earshot once --all 2>"$dir/agent.log" || die "the last poll"
check "all of what lay inside, each once: $(stored nest)" \
    test "$(stored nest)" = "$inside $inside"
check "no token is kept" sh -c "! grep -aq hush '$dir/data/store.mdb'"
check "all of the gap, each once: $(stored)" test "$(stored)" = "$n $n"
post mastodon.town "Mokka gap 1000 #harford" >/dev/null
earshot once --all 2>"$dir/agent.log"
post graph.town "Mokka nest baaa" >/dev/null
earshot once --all 2>"$dir/agent.log"
check "what comes there" test "$(stored nest)" = \
    "$((inside + 1)) $((inside + 1))"
check "what comes then" test "$(stored)" = "$((n + 1)) $((n + 1))"
check "the store holds" earshot verify
earshot sources >"$dir/out"
check "no trouble" test -z "$(grep trouble "$dir/out")"
finish
