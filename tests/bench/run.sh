#!/bin/sh
# run.sh - what Earshot costs, side by side with what others cost: fifty feeds
# of thirty entries on fifty hosts, over TLS, all on loopback. It prints; it
# does not fail. ROUNDS=5 of each, in turn; the medians are shown. Two minutes.
# usage: run.sh [cpu|memory|running|score|items ...]
[ -n "${GUARDED:-}" ] || GUARDED=1 exec timeout --foreground 240 "$0" "$@"
bench=$(cd "$(dirname "$0")" && pwd)
rounds=${ROUNDS:-5}
hosts=50
entries=30

# Flash can be counted only where the disk is one.
if [ "$(stat -f -c %T "${TMPDIR:-/tmp}")" = tmpfs ]; then
	TMPDIR=$bench/../../build
	export TMPDIR
fi
. "$bench/../house/lib.sh"
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
export LC_ALL=C.UTF-8

# --- small things ------------------------------------------------------------

tools()				# what only the benchmark needs
{
	for t in cpu peak stamp; do
		${CC:-gcc} -O2 -std=c11 -D_GNU_SOURCE -o "$dir/$t" \
		    "$bench/$t.c" || exit 1
	done
}

# The value that P percent of the numbers on standard input do not exceed.
percentile()
{
	sort -n | awk -v p="$1" '{ v[NR] = $1 }
	    END { i = int((NR * p + 99) / 100); print NR ? v[i ? i : 1] : 0 }'
}

median()			# of column $2 of file $1
{
	awk -v c="$2" '{ print $c }' "$1" | percentile 50
}

calc()
{
	awk "BEGIN { printf \"$1\", ($2) }"
}

all_hosts()
{
	i=0
	while [ $((i += 1)) -le $hosts ]; do
		echo "h$i.town"
	done
}

# Of all the hosts together: connections full resumed requests unchanged
traffic()
{
	ask /counts | awk '/^h[0-9]/ { for (i = 2; i <= 6; i++) n[i] += $i }
	    END { print n[2] + 0, n[3] + 0, n[4] + 0, n[5] + 0, n[6] + 0 }'
}

# What has come since the line of traffic in $1.
since()
{
	echo "$1 $(traffic)" | awk '{ for (i = 1; i <= 5; i++)
	    printf "%d ", $(i + 5) - $i }'
}

# fifty EVERY [MEMBERS]: a configuration; more of it on standard input
fifty()
{
	write_config <<-END
	  $(cat)
	  "sources": {
	  $(all_hosts | sed "s|.*|\"&\": { \"feed\":\
	    \"https://&:$HTTPS/feed.rss\", \"every\": $1 ${2:-} },|
	    \$s/,\$//")
	  },
	  "hosts": { $(home $(all_hosts) ntfy.town) }
	END
}

town_open_stamped()		# as town_open, but with the time in its log
{
	mkfifo "$dir/said"
	"$dir/stamp" <"$dir/said" >"$dir/town.log" & pids="$pids $!"
	"$TOWN" "$dir" 0 quiet >"$dir/said" 2>&1 & pids="$pids $!"
	await 40 "the town" test -s "$dir/ports"
	. "$dir/ports"
	ask "/bench?entries=$entries" >/dev/null
}

. "$bench/cpu.sh"
. "$bench/memory.sh"
. "$bench/running.sh"
. "$bench/score.sh"

bench_items()
{
	"$here/build/host/items"
}

tools
town_open_stamped
echo "$(uname -m), $(nproc) cores; $hosts hosts with a feed of $entries" \
    "entries each; medians of $rounds rounds"
for part in ${*:-cpu memory running score items}; do
	"bench_$part"
done
