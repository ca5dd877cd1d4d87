#!/bin/sh
# cross.sh OUT - the unit tests of one processor's build, then one post all the
# way through the town, under the emulator named in RUN (empty: none needed),
# then 10,000 texts judged as this machine judges them, byte for byte.
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

# our mentions, alone and in pairs
cut -f9 "$here"/../judge/*.tsv "$here"/../../toolchain/train/mentions/*.tsv |
    awk '{ t[n++] = $0 } END { for (i = 0; i < 10000; i++)
	print t[i % n] (i < n ? "" : " " t[(i * 7919 + int(i / n)) % n]) }' \
    >"$out/texts"
build/earshot score "$out/texts" >"$out/here"
$RUN "$out/earshot" score "$out/texts" >"$out/there"
cmp "$out/here" "$out/there"
[ "$(wc -l <"$out/there")" -eq 10000 ]
echo "ok 10000 verdicts of $out are those of this machine"
