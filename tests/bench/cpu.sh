# cpu.sh - processor time of a whole reload: nothing known yet (cold), and all
# unchanged. Each one's processes together, user and system.

within="timeout 30"		# one reload

earshot_all()
{
	[ "$2" = unchanged ] || rm -rf "$dir/data"
	$within "$dir/cpu" "$1" "$EARSHOT" -c "$dir/earshot.json" once --all \
	    2>"$dir/earshot.log"
}

# newsboat can be told no addresses: its names are in a hosts file that only it
# sees.
newsboat_all()
{
	[ "$2" = unchanged ] || rm -f "$dir/cache.db"*
	$within $alone sh -c 'mount --bind "$1" /etc/hosts && shift && exec "$@"' - \
	    "$dir/hosts" env HOME="$dir/home" CURL_CA_BUNDLE="$bundle" \
	    "$dir/cpu" "$1" newsboat -q -u "$dir/urls" -c "$dir/cache.db" \
	    -C "$dir/config" -x reload >"$dir/newsboat.log" 2>&1
}

# It keeps no ETag of a feed that it did not know: the reload after the first
# is whole again, and not counted here.
newsboat_learns()
{
	newsboat_all "$dir/uncounted" unchanged
}

newsboat_roots()		# the same with Debian's list beside the town's
{
	bundle=$dir/bundle.pem
	newsboat_all "$@"
	bundle=$dir/ca.pem
}

# One curl for all, then sfeed for each that has changed.
sfeed_all()
{
	[ "$2" = unchanged ] || rm -rf "$dir/etag"
	mkdir -p "$dir/etag"
	$within "$dir/cpu" "$1" sh -c 'cd "$1" && rm -rf body && mkdir body &&
	    curl -q -sS -K curl.conf && for f in body/*; do
	    [ ! -s "$f" ] || sfeed <"$f" >"$f.tsv"; done' - "$dir" \
	    >"$dir/sfeed.log" 2>&1
}

# --- before ------------------------------------------------------------------

curl_config()
{
	all_hosts | while read -r h; do
		cat <<-END
		url = "https://$h:$HTTPS/feed.rss"
		resolve = "$h:$HTTPS:127.0.0.1"
		cacert = "$dir/ca.pem"
		output = "$dir/body/$h"
		etag-save = "$dir/etag/$h"
		etag-compare = "$dir/etag/$h"
		compressed
		next
		END
	done | sed '$d'
}

newsboat_config()
{
	roots=/etc/ssl/certs/ca-certificates.crt
	all_hosts | sed "s|.*|https://&:$HTTPS/feed.rss|" >"$dir/urls"
	{ cat /etc/hosts; all_hosts | sed 's/^/127.0.0.1 /'; } >"$dir/hosts"
	mkdir "$dir/home"
	: >"$dir/config"
	bundle=$dir/ca.pem
	[ -r $roots ] && cat $roots "$dir/ca.pem" >"$dir/bundle.pem"
}

# How to give one process a hosts file of its own, or why not.
find_alone()
{
	for alone in "unshare -m" "unshare -rm"; do
		$alone sh -c 'mount --bind "$1" /etc/hosts &&
		    getent hosts h7.town' - "$dir/hosts" >/dev/null 2>&1 &&
		    return 0
	done
	echo "  newsboat is left out: this sandbox lets nobody have a hosts" \
	    "file of his own (unshare -m)"
	return 1
}

# Who takes part, a line each: the function, what it is called.
entrants()
{
	echo "earshot_all Earshot"
	if ! command -v newsboat >/dev/null; then
		echo "  newsboat is left out: it is not installed" >&2
	elif find_alone >&2; then
		v=$(newsboat -v | sed -n '1s/ -.*//p')
		echo "newsboat_all $v"
		[ ! -s "$dir/bundle.pem" ] || echo "newsboat_roots $v," \
		    "trusting $(grep -c BEGIN "$dir/bundle.pem") roots"
	fi
	if ! command -v sfeed >/dev/null || ! command -v curl >/dev/null; then
		echo "  sfeed is left out: it, or curl, is not installed" >&2
	else
		echo "sfeed_all $(curl -V | sed -n '1s/ (.*//p')," \
		    "then sfeed for each"
	fi
}

# --- measuring ---------------------------------------------------------------

# The town must have seen every request, and every 304 (or none).
measure()			# FUNCTION CASE
{
	case $1.$2 in
	newsboat_*.unchanged) newsboat_learns ;;
	esac
	before=$(traffic)
	"$1" "$dir/$1.$2" "$2" || note "$1, $2, ended with $?:" \
	    "$(tail -n 1 "$dir/${1%_*}.log")"
	set -- "$1" "$2" $(since "$before")
	want=0
	[ "$2" = cold ] || want=$hosts
	[ "$6" -eq $hosts ] && [ "$7" -eq $want ] || note "$1, $2: the town" \
	    "saw $6 requests and $7 unchanged, not $hosts and $want"
}

show()				# FUNCTION NAME
{
	for c in cold unchanged; do
		us=$(median "$dir/$1.$c" 1)
		mine=$(median "$dir/earshot_all.$c" 1)
		printf '%s ' "$(calc %.3f "$us / 1000000")" \
		    "$(calc %.1f "$us / $mine")" >>"$dir/row"
	done
	echo "$(median "$dir/$1.cold" 3)" >>"$dir/row"
	read -r a b c d kb <"$dir/row"
	rm "$dir/row"
	printf '  %-40s %6s s %5s x %8s s %5s x %11s KB\n' "$2" "$a" "$b" \
	    "$c" "$d" "$kb"
}

verdict()
{
	for c in cold unchanged; do
		ratio=$(calc %.2f "$(median "$dir/newsboat_all.$c" 1) / \
		    $(median "$dir/earshot_all.$c" 1)")
		holds="holds"
		[ "$(calc %d "$ratio >= 5")" = 1 ] || holds="DOES NOT HOLD"
		echo "  at most a fifth of newsboat's, $c: $holds ($ratio x)"
	done
}

bench_cpu()
{
	fifty 3600 </dev/null
	curl_config >"$dir/curl.conf"
	newsboat_config
	entrants >"$dir/entrants"
	i=0
	while [ $((i += 1)) -le "$rounds" ]; do
		for f in $(cut -d ' ' -f 1 "$dir/entrants"); do
			measure "$f" cold
			measure "$f" unchanged
		done
	done
	echo
	printf '%-42s %16s %18s %14s\n' "1. processor time of a reload" \
	    "cold" "unchanged" "a process had"
	while read -r f name; do
		[ ! -s "$dir/$f.unchanged" ] || show "$f" "$name"
	done <"$dir/entrants"
	[ ! -s "$dir/newsboat_all.unchanged" ] || verdict
	return 0
}
