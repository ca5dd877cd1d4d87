#!/bin/sh
# size.sh BUILD ARCH... - what a router pays, for every processor that is
# built; fails over the budget.
build=$1
shift
most=${MOST:-800000}
over=0

printf '%-9s %9s  of %d\n' processor bytes "$most"
for arch; do
	f=$build/$arch/earshot
	if [ ! -e "$f" ]; then
		printf '%-9s %9s  make cross ARCH=%s\n' "$arch" - "$arch"
		continue
	fi
	n=$(stat -c %s "$f")
	word=
	[ "$n" -le "$most" ] || { word="OVER"; over=1; }
	printf '%-9s %9d  %d %% %s\n' "$arch" "$n" $((n * 100 / most)) "$word"
done
exit $over
