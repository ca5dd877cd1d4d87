# running.sh - the keeper as it runs: fifty sources asked every other second,
# 10,000 mentions stored. What it has when it has nothing to do, what it
# writes, whether TLS sessions are resumed, how soon a letter comes.

window=20			# seconds of nothing new
letters=40
stored=10000

# --- reading the kernel's books ----------------------------------------------

# KB of the keeper: private pages without the store's mapping; those of the
# store's; Private_Dirty; its share of what is not the store's; anonymous
memory()
{
	awk -v store="$dir/data/" '
	/^[0-9a-f]+-[0-9a-f]+ / {
		whose = index($6, store) == 1 ? "store" : "own"
	}
	/^Private_/ { n[whose] += $2 }
	/^Private_Dirty/ { dirty += $2 }
	/^Pss:/ { if (whose != "store") pss += $2 }
	/^Anonymous:/ { anon += $2 }
	END { print n["own"] + 0, n["store"] + 0, dirty + 0, pss + 0,
	    anon + 0 }' "/proc/$keeper/smaps"
}

alone_now()			# no worker
{
	[ -z "$(cat "/proc/$keeper/task/$keeper/children" 2>/dev/null)" ]
}

written()
{
	sed -n 's/^write_bytes: //p' "/proc/$keeper/io"
}

# Milliseconds of processor time, with the workers that have ended.
spent()
{
	awk -v hz="$(getconf CLK_TCK)" '{ sub(/.*\) /, "")
	    print ($12 + $13 + $14 + $15) * 1000 / hz }' "/proc/$keeper/stat"
}

# --- the keeper --------------------------------------------------------------

has_stored()
{
	[ "$(earshot list 20000 2>/dev/null | wc -l)" -ge $stored ]
}

# Two of every host's polls, the second of them with nothing new.
is_calm()
{
	ask /counts | awk '/^h[0-9]/ { n += $6 > 1 } END { exit !(n >= '$hosts') }'
}

keeper_start()
{
	rm -rf "$dir/data"
	ask "/bench?entries=$((stored / hosts))" >/dev/null
	{ channel; echo '"keep": { "mb": 64 },'; } |
	    fifty 2 ', "everything": true'
	"$dir/cpu" "$dir/life" sh -c 'echo $$ >"$1" && shift && exec "$@"' - \
	    "$dir/keeper" "$EARSHOT" -c "$dir/earshot.json" run \
	    2>"$dir/agent.log" & pids="$pids $!"
	runner=$!
	await 10 "the keeper" test -s "$dir/keeper"
	keeper=$(cat "$dir/keeper")
	pids="$pids $keeper"
	await 30 "$stored mentions" has_stored
	await 30 "polls without news" is_calm
}

sample_memory()
{
	n=0
	limit=$(($(date +%s) + 15))
	while [ $n -lt 20 ] && [ "$(date +%s)" -lt $limit ]; do
		alone_now && m=$(memory) && alone_now &&
		    echo "$m" >>"$dir/idle" && n=$((n + 1))
		sleep 0.02
	done
}

show_memory()
{
	sample_memory
	echo
	echo "3. the keeper at rest: $hosts sources, $(earshot list 20000 \
	    2>/dev/null | wc -l) mentions stored ($(($(stat -c %s \
	    "$dir"/data/store.mdb) / 1024)) KB)"
	[ -s "$dir/idle" ] || { note "never at rest"; return; }
	row "private, without the store's mapping" "$(median "$dir/idle" 1)" \
	    1024
	row "  of that: anonymous (heap, stack, changed data)" \
	    "$(median "$dir/idle" 5)"
	row "  Private_Dirty" "$(median "$dir/idle" 3)"
	row "  its share (Pss) without the store's" "$(median "$dir/idle" 4)"
	row "pages of the store's mapping: the page cache's" \
	    "$(median "$dir/idle" 2)"
}

# --- nothing new -------------------------------------------------------------

watch_calm()
{
	t0=$(traffic) w0=$(written) c0=$(spent)
	mtime=$(stat -c %y "$dir/data/store.mdb")
	sleep $window
	set -- $(since "$t0")
	polls=$4 unchanged=$5 full=$2 resumed=$3
	calm_bytes=$(($(written) - w0))
	calm_cpu=$(calc %.2f "($(spent) - $c0) / $polls")
	touched="not touched"
	[ "$mtime" = "$(stat -c %y "$dir/data/store.mdb")" ] ||
	    touched="TOUCHED"
}

show_flash()
{
	set -- $(cat "$dir/life")
	last=$(($4 - before_end))
	echo
	echo "4. flash: bytes written, as the kernel counts them"
	echo "  $polls polls with nothing new ($unchanged of them 304):" \
	    "$calm_bytes bytes; the store's file was $touched"
	echo "  $letters mentions with a letter each:" \
	    "$((news_bytes / letters)) bytes a mention"
	echo "  the counts of quiet polls, once an hour: $last bytes, so" \
	    "$((24 * last / 1024)) KB on a day with nothing new"
}

# --- letters -----------------------------------------------------------------

mark()
{
	printf 'kestrel%03dx' "$1"
}

have_come()
{
	[ "$(grep -c 'PHONE.*kestrel' "$dir/town.log")" -ge $letters ]
}

send_posts()
{
	w0=$(written)
	i=0
	while [ $((i += 1)) -le $letters ]; do
		post "h$i.town" "Mokka $(mark $i) was closed again, and nobody \
says why. I want my money back." >/dev/null
		sleep 0.2
	done
	await 30 "$letters letters" have_come
	news_bytes=$(($(written) - w0))
}

# The milliseconds between "posted" and "PHONE" of each mark.
delays()
{
	awk 'match($0, /kestrel[0-9]+x/) {
		m = substr($0, RSTART, RLENGTH)
		if ($2 == "posted")
			at[m] = $1
		else if (m in at) {
			print $1 - at[m]
			delete at[m]
		}
	}' "$dir/town.log"
}

show_latency()
{
	delays >"$dir/delays"
	echo
	echo "5. from a post to the phone, asked every 2 s, $(wc -l \
	    <"$dir/delays") letters"
	printf '  least %.0f ms, median %.0f ms, 95 of 100 within %.0f ms\n' \
	    "$(percentile 1 <"$dir/delays")" \
	    "$(percentile 50 <"$dir/delays")" \
	    "$(percentile 95 <"$dir/delays")"
}

show_tls()
{
	echo
	echo "6. TLS in those $polls polls: $full full handshakes, $resumed" \
	    "resumed; $calm_cpu ms of processor time a poll"
}

bench_running()
{
	keeper_start
	show_memory
	watch_calm
	send_posts
	sleep 1
	before_end=$(written)
	kill "$keeper"
	wait "$runner"
	keeper=
	show_flash
	show_latency
	show_tls
	check_store
	ask "/bench?entries=$entries" >/dev/null
}
