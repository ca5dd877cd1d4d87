#!/bin/sh
# cross.sh OUT - the unit tests of one processor's build, then one post all the
# way through the town, under the emulator named in RUN (empty: none needed).
set -eu
out=$1
here=$(dirname "$0")
good=0

for t in "$out"/test_*; do
	case $t in *.o|*.d|*.log) continue ;; esac
	$RUN "$t" >"$t.log" 2>&1 || { cat "$t.log"; echo "FAILED $t"; exit 1; }
	good=$((good + 1))
done
echo "ok $good unit tests of $out"

# the house knows one program: give it one
printf '#!/bin/sh\nexec %s %s/earshot "$@"\n' "$RUN" "$PWD/$out" >"$out/house"
chmod +x "$out/house"
EARSHOT=$PWD/$out/house sh "$here/poll.sh"
echo "ok one full poll of $out"
