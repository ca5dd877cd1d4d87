# memory.sh - what the processes have for themselves at their worst: each is
# looked at as it ends, with all that live then beside it (peak.c).

channel()			# and the rule that makes a letter
{
	cat <<-END
	  "rules": { "us": "mokka" },
	  "channels": { "phone": { "recipe": "ntfy", "topic": "t",
	    "base": "https://ntfy.town:$HTTPS", "min": "low" } },
	END
}

worst()				# WHO COLUMN FILE...
{
	who=$1 column=$2
	shift 2
	cat "$@" 2>/dev/null | awk -v w="$who" -v c="$column" \
	    'w == "all" || $1 == w { print $c }' | percentile 100
}

looked_at()			# FILE: one pass over all feeds
{
	"$dir/peak" "$1" "$EARSHOT" -c "$dir/earshot.json" once --all \
	    2>>"$dir/peak.log" || note "the pass under peak ended with $?"
}

row()				# WHAT KB [LIMIT]
{
	[ "$2" -gt 0 ] || { echo "  $1: could not be looked at"; return; }
	printf '  %-54s %8s KB' "$1" "$2"
	if [ $# -gt 2 ]; then
		holds="holds"
		[ "$2" -le "$3" ] || holds="DOES NOT HOLD"
		printf '  at most %s: %s' "$3" "$holds"
	fi
	echo
}

bench_memory()
{
	channel | fifty 3600
	rm -rf "$dir/data"
	looked_at "$dir/few"
	post h7.town "Mokka is closed again, and nobody says why." >/dev/null
	looked_at "$dir/few"
	rm -rf "$dir/data"
	ask "/bench?entries=200" >/dev/null
	looked_at "$dir/many"
	ask "/bench?entries=$entries" >/dev/null
	echo
	echo "2. memory of its own, at the worst moment"
	row "fetch worker, $entries entries" \
	    "$(worst fetch 2 "$dir/few")" 2048
	row "fetch worker, 200 entries" "$(worst fetch 2 "$dir/many")" 2048
	row "worker with a letter" "$(worst deliver 2 "$dir/few")" 2048
	row "all processes together" \
	    "$(worst all 5 "$dir/few" "$dir/many")" 8192
}
