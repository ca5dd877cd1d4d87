# running.sh - the keeper as it runs: fifty sources asked every other second,
# 10,000 mentions stored. What it has when it has nothing to do, what it
# writes, whether TLS sessions are resumed, how soon a letter comes.

window=20			# seconds of nothing new
letters=40
traced=5			# further ones, with strace at the keeper
stored=10000

# --- reading the kernel's books ----------------------------------------------

# KB of the keeper: anonymous pages; the program's; the store's; then what
# smaps_rollup would say: Private_Dirty, Private_Clean, Pss
memory()
{
	awk -v store="$dir/data/" '
	/^[0-9a-f]+-[0-9a-f]+ / { at = index($6, store) == 1 }
	/^Rss:/ { rss[at] += $2 }
	/^Anonymous:/ { anon += $2 }
	/^Private_Dirty:/ { dirty += $2 }
	/^Private_Clean:/ { clean += $2 }
	/^Pss:/ { pss += $2 }
	END { print anon + 0, rss[0] - anon, rss[1] + 0, dirty + 0, clean + 0,
	    pss + 0 }' "/proc/$keeper/smaps"
}

alone_now()			# no worker
{
	[ -z "$(cat "/proc/$keeper/task/$keeper/children" 2>/dev/null)" ]
}

# Bytes of pages of files that became dirty. Of a page of a large folio the
# kernel counts the whole folio: only 0 is exact, strace counts the rest.
dirtied()
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
	until=$(($(date +%s) + 15))
	while [ $n -lt 20 ] && [ "$(date +%s)" -lt $until ]; do
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
	row "its own: heap, stack, changed data (anonymous)" \
	    "$(median "$dir/idle" 1)" 1024
	row "pages of the program's file, the page cache's" \
	    "$(median "$dir/idle" 2)"
	row "pages of the store's mapping, the page cache's" \
	    "$(median "$dir/idle" 3)"
	echo "  (smaps_rollup: Private_Dirty $(median "$dir/idle" 4)," \
	    "Private_Clean $(median "$dir/idle" 5)," \
	    "Pss $(median "$dir/idle" 6) KB)"
}

# --- nothing new -------------------------------------------------------------

watch_calm()
{
	t0=$(traffic) w0=$(dirtied) c0=$(spent)
	mtime=$(stat -c %y "$dir/data/store.mdb")
	sleep $window
	set -- $(since "$t0")
	polls=$4 unchanged=$5 full=$2 resumed=$3
	calm_bytes=$(($(dirtied) - w0))
	calm_cpu=$(calc %.2f "($(spent) - $c0) / $polls")
	touched="not touched"
	[ "$mtime" = "$(stat -c %y "$dir/data/store.mdb")" ] ||
	    touched="TOUCHED"
}

# --- letters -----------------------------------------------------------------

send_post()			# NUMBER
{
	post "h$1.town" "Mokka $(printf 'kestrel%03dx' "$1") was closed \
again, and nobody says why. I want my money back." >/dev/null
}

have_come()			# HOW MANY
{
	[ "$(grep -c 'PHONE.*kestrel' "$dir/town.log")" -ge "$1" ]
}

send_posts()
{
	i=0
	while [ $((i += 1)) -le $letters ]; do
		send_post $i
		sleep 0.2
	done
	await 30 "$letters letters" have_come $letters
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

# --- what is written ---------------------------------------------------------

# Some news, then the end, with every write that the keeper asks for.
trace_end()
{
	command -v strace >/dev/null || { kill "$keeper"; wait "$runner"
	    return; }
	strace -qq -o "$dir/writes" -p "$keeper" \
	    -e trace=write,writev,pwrite64,pwritev,fdatasync,fsync \
	    -e signal=term &
	tracer=$!
	sleep 1
	i=$letters
	while [ $((i += 1)) -le $((letters + traced)) ]; do
		send_post $i
	done
	await 30 "$traced letters" have_come $((letters + traced))
	sleep 1
	kill "$keeper"
	wait "$runner"
	wait $tracer
}

# Bytes and syncs before the end, and at it; standard error is no flash.
count_writes()
{
	awk '/SIGTERM/ { end = 1 }
	/^(write|writev)\((1|2),/ { next }
	/sync\(/ { syncs[end + 0]++ }
	/^p?write/ { bytes[end + 0] += $NF }
	END { print bytes[0] + 0, syncs[0] + 0, bytes[1] + 0, syncs[1] + 0 }
	' "$dir/writes"
}

show_flash()
{
	echo
	echo "4. flash: bytes written"
	echo "  $polls polls with nothing new, $unchanged of them 304:" \
	    "$calm_bytes bytes; the store's file was $touched"
	[ -s "$dir/writes" ] || { note "no strace, so no more"; return; }
	set -- $(count_writes)
	echo "  a mention with its letter: $(($1 / traced)) bytes," \
	    "$(calc %.1f "$2 / $traced") syncs"
	echo "  the counts of quiet polls, once an hour: $3 bytes, so" \
	    "$((24 * $3 / 1024)) KB on a day with nothing new"
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
	show_latency >"$dir/latency"
	trace_end
	keeper=
	show_flash
	cat "$dir/latency"
	show_tls
	check_store
	ask "/bench?entries=$entries" >/dev/null
}
