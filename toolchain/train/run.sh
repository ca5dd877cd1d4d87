#!/bin/sh
# run.sh - makes core/judge/valence.bin, polarity.bin, slips.bin and class.bin
# again.
# usage: toolchain/train/run.sh [check]
#
# Wants gcc, npm, python3 with numpy, scipy and torch (1.13), the public sets in
# $SHARED (../shared/scoring), and a quarter of an hour of two processors. The
# same tree and the same machine give the same bytes; another mathematics
# library may give others that are as good. "check" keeps a part of the texts out, measures,
# and leaves the table alone.
set -eu
cd "$(dirname "$0")/../.."
TRAIN=${TRAIN:-build/train/polarity}
PYTHON=${PYTHON:-python3}
SHARED=${SHARED:-../shared/scoring}
export SHARED TRAIN OMP_NUM_THREADS=1 PYTHONHASHSEED=0
mkdir -p "$TRAIN"

# The ratings of words that occur in the English sets; the word lists are made
# with them, so they come first.
[ "${1:-}" = check ] || {
	$PYTHON toolchain/train/valence.py $(ls "$SHARED"/*.tsv |
	    grep -v 'umsab_[^e]\|intent_proxy') >"$TRAIN/valence.bin"
	mv "$TRAIN/valence.bin" core/judge/valence.bin
}
core='core/judge/class core/judge/faces core/judge/feature core/judge/hashtag
	core/judge/lexicon core/judge/mood core/judge/polarity core/judge/read
	core/judge/reading core/judge/sentence core/judge/slip
	core/judge/small_words core/judge/stress core/judge/table
	core/judge/tone core/judge/tongue core/match/plain core/match/tokens
	core/text/fold core/text/grapheme core/text/text core/text/unicode
	core/arena core/sink core/slice'
make -s build/gen/lexicon.c build/gen/tables.c
gcc -O2 -shared -fPIC -I. -o "$TRAIN/lib.so" toolchain/train/lib.c \
    $(printf '%s.c ' $core) build/gen/lexicon.c build/gen/tables.c
gcc -O3 -shared -fPIC -I. -o "$TRAIN/ftrl.so" toolchain/train/ftrl.c -lm
gcc -O3 -march=native -ffast-math -o "$TRAIN/skipgram" \
    toolchain/train/skipgram.c -lm

teach() {
	$PYTHON toolchain/train/teach.py "$@"
}

if [ ! -s "$TRAIN/teacher2.npz" ]; then
	teach words
	"$TRAIN/skipgram" "$TRAIN/tokens.txt" "$TRAIN/words.txt" \
	    >"$TRAIN/vectors"
	teach 1 & one=$!
	teach 2
	wait $one
fi
$PYTHON toolchain/train/polarity.py "$@"
# Slips are mended when a text is judged, not when a table learns from it.
[ "${1:-}" = check ] || {
	$PYTHON toolchain/train/slips.py
	$PYTHON -B toolchain/train/class.py "$SHARED"
}
