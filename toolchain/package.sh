#!/bin/sh
# package.sh deb|ipk ARCH - the program, its manual and its service as a package
# of Debian's (systemd) or OpenWrt's (procd) kind, in build/. The same tree
# gives the same bytes.
set -eu
kind=$1
arch=$2
cd "$(dirname "$0")/.."
version=$(sed -n 's/.*VERSION "\(.*\)"/\1/p' firmware/version.h)
program=build/$arch/earshot
[ -x "$program" ] || { echo "package.sh: make cross ARCH=$arch first"; exit 1; }
top=$(mktemp -d "${TMPDIR:-/tmp}/earshot-package.XXXXXX")
trap 'rm -rf "$top"' EXIT

# What each calls our processors; OpenWrt has a name for each sort of core.
case $kind-$arch in
deb-x86_64)	name=amd64 ;;
deb-aarch64)	name=arm64 ;;
deb-armv7)	name=armhf ;;
deb-mips|deb-mipsel)	name=$arch ;;
deb-riscv64)	name=riscv64 ;;
ipk-x86_64)	name=x86_64 ;;
ipk-aarch64)	name=aarch64_generic ;;
ipk-armv7)	name=arm_cortex-a7 ;;
ipk-mipsel)	name=mipsel_24kc ;;
ipk-mips)	name=mips_24kc ;;
ipk-riscv64)	name=riscv64_generic ;;
*)		echo "package.sh: there is no $kind for $arch"; exit 1 ;;
esac

put()				# MODE FILE NAME
{
	mkdir -p "$top/data/${3%/*}" && install -m "$1" "$2" "$top/data/$3"
}
control()			# FILE MODE: from standard input
{
	mkdir -p "$top/control"
	sed "s/@VERSION@/$version/; s/@ARCH@/$name/; s/@SIZE@/$size/" \
	    >"$top/control/$1"
	chmod "$2" "$top/control/$1"
}
pack()				# FOLDER FILE
{
	tar -C "$1" --sort=name --owner=0 --group=0 --numeric-owner \
	    --mtime=@0 --format=gnu -cf - . | gzip -9n >"$2"
}

put 755 "$program" usr/bin/earshot
install -d -m 755 "$top/data/etc/earshot"
if [ "$kind" = deb ]; then
	put 644 firmware/systemd/earshot.service \
	    lib/systemd/system/earshot.service
	for page in firmware/man/*.[0-9]; do
		section=${page##*.}
		put 644 "$page" "usr/share/man/man$section/${page##*/}"
		gzip -9n "$top/data/usr/share/man/man$section/${page##*/}"
	done
	put 644 LICENSE usr/share/doc/earshot/copyright
else
	put 755 firmware/openwrt/earshot.init etc/init.d/earshot
	put 644 firmware/openwrt/keep lib/upgrade/keep.d/earshot
fi
size=$(du -sk "$top/data" | cut -f 1)
for f in firmware/"$([ "$kind" = deb ] && echo debian || echo openwrt)"/*; do
	case ${f##*/} in
	control)	control control 644 <"$f" ;;
	postinst|prerm)	control "${f##*/}" 755 <"$f" ;;
	esac
done
pack "$top/control" "$top/control.tar.gz"
pack "$top/data" "$top/data.tar.gz"
echo 2.0 >"$top/debian-binary"
out=$PWD/build/earshot_${version}_$name.$kind
rm -f "$out"
cd "$top"
if [ "$kind" = deb ]; then
	ar rcD "$out" debian-binary control.tar.gz data.tar.gz
else
	tar --owner=0 --group=0 --numeric-owner --mtime=@0 --format=gnu -cf - \
	    ./debian-binary ./data.tar.gz ./control.tar.gz | gzip -9n >"$out"
fi
echo "$out: $(stat -c %s "$out") bytes"
