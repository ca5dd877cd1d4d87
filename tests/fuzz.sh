#!/bin/sh
# fuzz.sh SECONDS FUZZER... - each for so long, two at a time; a finding stops
# all and is shown. With RUNS each so often, however long that takes. With SEED
# chance is the same again, as a server wants it.
seconds=$1
[ -z "${RUNS-}" ] || seconds=0
shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/earshot-fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT
runs=${RUNS:--1}
export seconds runs work here

printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
	name=$(basename {})
	mkdir -p "$work/$name"
	if {} -max_total_time="$seconds" -runs="$runs" -artifact_prefix="$work/" \
	    -seed="${SEED:-0}" -max_len=65536 "$work/$name" >"$work/$name.log" 2>&1; then
		runs=$(sed -n "s/^Done \([0-9]*\) runs.*/\1/p" "$work/$name.log")
		echo "ok $name ($runs runs)"
	else
		tail -n 25 "$work/$name.log"
		exit 255
	fi' || exit 1
