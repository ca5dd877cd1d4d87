#!/bin/sh
# size.sh BUILD ARCH... - what a router pays, for every processor that is
# built, beside the budget; fails above MOST.
#
# The budget of the house is 1 MB. The judge of six languages (its issue allows
# it 256 KB), twenty channels, thirty-eight sources and the owner's day together
# are above it on x86-64; until that is won back, MOST keeps it from growing
# further. Packed (xz, as squashfs does) it is 0.76 MB.
build=$1
shift
budget=1048576
most=${MOST:-1300000}
over=0

printf '%-9s %9s  of %d\n' processor bytes "$budget"
for arch; do
	f=$build/$arch/earshot
	if [ ! -e "$f" ]; then
		printf '%-9s %9s  make cross ARCH=%s\n' "$arch" - "$arch"
		continue
	fi
	n=$(stat -c %s "$f")
	word=
	[ "$n" -le "$budget" ] || word="over by $((n - budget))"
	[ "$n" -le "$most" ] || { word="$word: TOO MUCH"; over=1; }
	printf '%-9s %9d  %d %% %s\n' "$arch" "$n" $((n * 100 / budget)) "$word"
done
exit $over
