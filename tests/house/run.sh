#!/bin/sh
# run.sh [NAME...] - the real binary in the pretend town: each test_NAME.sh.
# KILLS=1000 makes test_kill.sh as long as it can be.
here=$(cd "$(dirname "$0")" && pwd)
log=$(mktemp "${TMPDIR:-/tmp}/earshot-house-log.XXXXXX")
trap 'rm -f "$log"' EXIT
trap 'exit 1' INT TERM HUP PIPE
good=0
bad=0
[ $# -gt 0 ] || set -- "$here"/test_*.sh
for test; do
	name=$(basename "$test" .sh)
	name=test_${name#test_}
	before=$(date +%s)
	if sh "$here/$name.sh" >"$log" 2>&1; then
		good=$((good + 1))
		echo "ok ${name#test_} ($(($(date +%s) - before)) s)"
	else
		bad=$((bad + 1))
		echo "FAILED ${name#test_}"
	fi
	cat "$log"
done
echo "$good passed, $bad failed"
[ "$bad" -eq 0 ]
