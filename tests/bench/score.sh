# score.sh - how many texts a second are judged on one core, everything on,
# beside the JavaScript VADER (which gives one number and no reason) and beside
# `wc -w`, which only counts words. The texts are our own mentions.

VADER=vader-sentiment@1.1.3

vader_fetch()
{
	command -v node >/dev/null && command -v npm >/dev/null &&
	    (cd "$dir" && npm pack --silent $VADER >/dev/null 2>&1 &&
	    tar xzf vader-sentiment-*.tgz)
}

vader_all()
{
	cat >"$dir/vader.js" <<-END
		const fs = require("fs");
		const v = require("$dir/package");
		let sum = 0;
		for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n"))
			sum += v.SentimentIntensityAnalyzer.polarity_scores(line).compound;
		console.log(sum);
	END
	"$dir/cpu" "$1" node "$dir/vader.js" "$2" >/dev/null
}

# texts TIMES: the texts of all our mentions, so often
texts()
{
	i=0
	while [ $((i += 1)) -le "$1" ]; do
		cut -f9 "$bench"/../judge/*.tsv \
		    "$bench"/../../toolchain/train/mentions/*.tsv
	done | grep -v '^#'
}

bench_score()
{
	texts 2 >"$dir/few" && texts 8 >"$dir/many"
	n=$(wc -l <"$dir/few") m=$(wc -l <"$dir/many")
	vader_fetch || echo "score: no row of VADER: node or npm is missing"
	i=0
	while [ $((i += 1)) -le "$rounds" ]; do
		[ ! -d "$dir/package" ] || vader_all "$dir/vader" "$dir/few"
		"$dir/cpu" "$dir/score" "$EARSHOT" score "$dir/many" >/dev/null
		"$dir/cpu" "$dir/wc" wc -w "$dir/many" >/dev/null
	done
	ours=$(calc '%.2f' "$(median "$dir/score" 1) / $m")
	echo
	echo "judging: microseconds a text ($((m / 8)) texts of our own," \
	    "$(calc '%.0f' "$(wc -c <"$dir/many") / $m") bytes on average)"
	printf '  %-34s %8s\n' "earshot score, JSON and reasons" "$ours"
	printf '  %-34s %8s\n' "wc -w" \
	    "$(calc '%.2f' "$(median "$dir/wc" 1) / $m")"
	[ -d "$dir/package" ] || return 0
	theirs=$(calc '%.2f' "$(median "$dir/vader" 1) / $n")
	printf '  %-34s %8s  %s times ours\n' "$VADER in node" "$theirs" \
	    "$(calc '%.0f' "$theirs / $ours")"
}
