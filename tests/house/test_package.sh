# test_package.sh - the packages hold what they need, and the same twice.
. "$(dirname "$0")/lib.sh"
arch=$(uname -m)
[ -x "$here/build/$arch/earshot" ] || { note "no program for $arch"; exit 0; }

take()				# deb or ipk: its files in $dir/KIND
{
	"$here/toolchain/package.sh" "$1" "$arch" >"$dir/said" || return 1
	package=$(sed 's/: [0-9]* bytes$//' "$dir/said")
	rm -rf "$dir/$1" && mkdir -p "$dir/$1/control" && cd "$dir/$1" || return 1
	case $1 in
	deb)	ar p "$package" control.tar.gz >control.tar.gz &&
		ar p "$package" data.tar.gz >data.tar.gz ;;
	ipk)	tar -xzf "$package" ;;
	esac && tar -xzf data.tar.gz && tar -C control -xzf control.tar.gz
}
runs()				# KIND: the program in it, of the version it says
{
	"$dir/$1/usr/bin/earshot" --version |
	    grep -qx "earshot $(sed -n 's/^Version: //p' "$dir/$1/control/control")"
}
same()				# KIND: the same bytes again
{
	sum=$(md5sum <"$package")
	take "$1" && [ "$sum" = "$(md5sum <"$package")" ]
}

for kind in deb ipk; do
	check "$kind" take $kind
	check "$kind: its program" runs $kind
	check "$kind: twice" same $kind
	check "$kind: scripts that a shell reads" sh -c \
	    "for f in '$dir/$kind'/control/p*; do sh -n \$f || exit 1; done"
	check "$kind: a folder for the configuration" test -d "$dir/$kind/etc/earshot"
done
check "the service starts what is there" grep -q '^ExecStart=/usr/bin/earshot run$' \
    "$dir/deb/lib/systemd/system/earshot.service"
check "the manual" sh -c "gzip -dc '$dir/deb/usr/share/man/man8/earshot.8.gz' |
    cmp - '$here/firmware/man/earshot.8'"
check "procd starts it too" grep -q 'command /usr/bin/earshot run$' \
    "$dir/ipk/etc/init.d/earshot"
check "a shell reads that" sh -n "$dir/ipk/etc/init.d/earshot"
finish
