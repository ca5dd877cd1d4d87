#!/bin/sh
# image.sh ARCH - the flashable image, build/earshot_VERSION_ARCH.img: Debian's
# kernel and a few of its programs with ours in memory, started by UEFI. It
# needs no root and installs nothing of what lies in it: that is downloaded
# from the mirrors this machine already uses. The same packages, listed in
# parts.txt beside the kernel, give the same bytes.
#
# The disk (GPT; sizes in MiB; its first megabyte is the table):
#   1 EARSHOT	FAT, of the type that Windows and Mac show: earshot.json
#   2 earshot-boot	FAT, UEFI's own (ESP): kernel, root and command line in one
#   3 earshot-data	ext4; here an empty stub, made and grown by the first start
set -eu
umask 022
PATH=$PATH:/usr/sbin:/sbin
arch=$1
cd "$(dirname "$0")/.."
here=$PWD
version=$(sed -n 's/.*VERSION "\(.*\)"/\1/p' firmware/version.h)
program=build/$arch/earshot
out=build/earshot_${version}_$arch.img
from=firmware/image
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1767225600}
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C MTOOLS_SKIP_CHECK=1
CONFIG_MB=16
STUB_MB=1

die()
{
	echo "image.sh: $*" >&2
	exit 1
}

case $arch in
x86_64)		debian=amd64 boot=x64 big=X64 objcopy=objcopy
		console="console=ttyS0,115200 console=tty0" ;;
aarch64)	debian=arm64 boot=aa64 big=AA64
		objcopy=aarch64-linux-gnu-objcopy
		console="console=ttyAMA0 console=tty0" ;;
*)		die "there is no image for $arch: x86_64 and aarch64 start by UEFI" ;;
esac
[ -x "$program" ] || die "make cross ARCH=$arch first"
for tool in sfdisk mkfs.vfat mcopy depmod modprobe cpio xz readelf \
    "$objcopy" apt-get dpkg-deb; do
	command -v "$tool" >/dev/null || die "there is no $tool here:" \
	    "toolchain/setup.sh image"
done
work=$here/build/image/$arch
mkdir -p "$work"

# --- what comes from Debian --------------------------------------------------

# Lists of our own, for the processor of the image; the machine's are not
# touched.
own_apt()			# apt-get|apt-cache ARGUMENT...
{
	how=$1
	shift
	"$how" -q -o APT::Architecture=$debian -o APT::Architectures=$debian \
	    -o APT::Sandbox::User="" -o Dir::State::status="$work/apt/status" \
	    -o Dir::State::Lists="$work/apt/lists" \
	    -o Dir::Cache="$work/apt/cache" "$@"
}

PARTS="busybox-static e2fsprogs libext2fs2 libcom-err2 libblkid1 libuuid1
    fdisk libfdisk1 libsmartcols1 libreadline8 libtinfo6 util-linux libcap-ng0
    libc6 systemd-boot-efi"

download()			# into $work/debs, unpacked in $work/root
{
	mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
	: >"$work/apt/status"
	rm -rf "$work/debs" "$work/parts" "$work/modules" "$work/kernel"
	mkdir -p "$work/debs" "$work/parts" "$work/kernel"
	own_apt apt-get update >"$work/log" 2>&1 || die "Debian's lists could" \
	    "not be had; is there a network? $(tail -n 1 "$work/log")"
	kernel=$(own_apt apt-cache depends linux-image-$debian 2>/dev/null |
	    sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
	[ -n "$kernel" ] || die "the mirror of this machine has no kernel for" \
	    "$debian"
	cd "$work/debs"
	own_apt apt-get download $kernel $PARTS >"$work/log" 2>&1 ||
	    die "not downloaded: $(tail -n 1 "$work/log")"
	for deb in *.deb; do
		case $deb in
		linux-image*)	dpkg-deb -x "$deb" "$work/kernel" ;;
		*)		dpkg-deb -x "$deb" "$work/parts" ;;
		esac
		echo "$(dpkg-deb -f "$deb" Package) $(dpkg-deb -f "$deb" \
		    Version) $(dpkg-deb -f "$deb" Source)"
	done | sort >"$work/list"
	cd "$here"
}

# The modules of the list and what they need; the other thousands go.
take_modules()
{
	release=$(ls "$work/kernel/lib/modules")
	depmod -b "$work/kernel" "$release"
	sed 's/#.*//' $from/modules | while read -r line; do
		case $line in
		$arch:*)	echo "${line#*:}" ;;
		*:*)		;;
		*)		echo "$line" ;;
		esac
	done | xargs -n 1 >"$work/wanted"
	while read -r m; do
		modprobe -d "$work/kernel" -S "$release" --show-depends "$m" ||
		    die "the kernel has no module $m"
	done <"$work/wanted" >"$work/needed"
	mkdir -p "$work/modules.new/lib/modules/$release"
	for f in $(sed -n 's/^insmod //p' "$work/needed" | sort -u); do
		to=$work/modules.new/lib/modules/${f#*/lib/modules/}
		mkdir -p "${to%/*}"
		cp "$f" "$to"
	done
	cp "$work/kernel/lib/modules/$release"/modules.order \
	    "$work/kernel/lib/modules/$release"/modules.builtin* \
	    "$work/modules.new/lib/modules/$release"
	depmod -b "$work/modules.new" "$release"
	rm -f "$work/modules.new/lib/modules/$release"/*.bin
	cp "$work"/kernel/boot/vmlinuz-* "$work/vmlinuz"
	rm -rf "$work/kernel"
	cksum $from/modules >"$work/modules.new/of"
	mv "$work/modules.new" "$work/modules"
}

[ "$(cat "$work/modules/of" 2>/dev/null)" = "$(cksum $from/modules)" ] || {
	download
	take_modules
}

# --- the root, in memory -----------------------------------------------------

top=$(mktemp -d "${TMPDIR:-/tmp}/earshot-image.XXXXXX")
trap 'rm -rf "$top"' EXIT
root=$top/root

put()				# MODE FILE NAME
{
	mkdir -p "$root/${3%/*}" && install -m "$1" "$2" "$root/$3"
}

# put_debian NAME: that program, and the libraries it asks for
put_debian()
{
	found=$(find "$work/parts" -path '*bin/*' -name "$1" -type f)
	[ -n "$found" ] || die "Debian's packages have no $1 any more"
	put 755 "$found" "sbin/$1"
	put_libraries "$found"
}
put_libraries()			# FILE
{
	for l in $(readelf -d "$1" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p'); do
		[ ! -e "$root/lib/$l" ] || continue
		file=$(find "$work/parts" -path '*/lib/*' -name "$l" |
		    head -n 1)
		[ -n "$file" ] || die "Debian's packages have no $l any more"
		put 755 "$file" "lib/$l"
		put_libraries "$file"
	done
}

for d in bin dev proc sys run tmp etc/earshot var/lib/earshot lib; do
	mkdir -p "$root/$d"
done
put 755 "$program" bin/earshot
put 755 "$work/parts/bin/busybox" bin/busybox
for p in mke2fs e2fsck sfdisk setpriv; do
	put_debian $p
done
# the loader has a place of its own
loader=$(readelf -l "$root/sbin/setpriv" |
    sed -n 's/.*interpreter: \/\(.*\)\]/\1/p')
put 755 "$work/parts/$loader" "$loader"
for f in network dhcp keep fence; do
	put 755 $from/$f bin/$f
done
put 755 $from/init ./init
for f in box.sh stick.sh; do
	put 644 $from/$f lib/$f
done
put 644 $from/inittab etc/inittab
ln -s /run/resolv.conf "$root/etc/resolv.conf"
echo "$version" >"$root/etc/version"
echo "127.0.0.1 localhost" >"$root/etc/hosts"
echo "root:x:0:0::/:/bin/false" >"$root/etc/passwd"
# what no hardware asks for by name
echo ext4 vfat nls_ascii nls_cp437 nls_utf8 crc32c_generic sd_mod mmc_block \
    virtio_rng >"$root/etc/always"
cp -r "$work/modules/lib/modules" "$root/lib/"
find "$root" -type d -exec chmod 755 {} +
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$root" && find . | sort | cpio -o -H newc --reproducible -R 0:0 --quiet) |
    xz -T1 --check=crc32 --lzma2=preset=9,dict=4MiB >"$top/initrd"

# --- kernel, root and command line as one program of UEFI --------------------

stub=$work/parts/usr/lib/systemd/boot/efi/linux$boot.efi.stub
at=$("${objcopy%objcopy}objdump" -h "$stub" |
    awk '$1 ~ /^[0-9]+$/ { print $4, $3 }' | sort | tail -n 1)
next=$(( (0x${at% *} + 0x${at#* } + 0xffff) & ~0xffff ))
printf 'NAME=Earshot\nID=earshot\nVERSION_ID=%s\n' "$version" >"$top/osrel"
printf '%s quiet panic=10' "$console" >"$top/cmdline"
cp "$work/vmlinuz" "$top/linux"
set --
for section in osrel cmdline linux initrd; do
	set -- "$@" --add-section ".$section=$top/$section" \
	    --change-section-vma ".$section=$(printf 0x%x $next)"
	next=$(( (next + $(stat -c %s "$top/$section") + 0xffff) & ~0xffff ))
done
"$objcopy" "$@" "$stub" "$top/boot.efi"
# objcopy notes the time, and a sum over it that nobody reads
pe=$(od -An -t u4 -j 60 -N 4 "$top/boot.efi")
for field in 8 88; do
	head -c 4 /dev/zero | dd of="$top/boot.efi" bs=1 \
	    seek=$((pe + field)) conv=notrunc status=none
done

# --- the disk ----------------------------------------------------------------

fat()				# FILE MB BITS SERIAL LABEL
{
	mkfs.vfat --invariant -C -F "$3" -i "$4" -n "$5" "$1" $(($2 * 1024)) \
	    >"$work/log" 2>&1 || die "$(cat "$work/log")"
}
crlf()				# for Windows' Notepad: from standard input
{
	sed 's/$/\r/'
}
{ echo "Earshot $version for $arch, under the MIT licence. Beside it lie, from"
  echo "Debian, under the licences that /usr/share/doc/PACKAGE/copyright of"
  echo "each names (the kernel and busybox: GPL 2). Their source, on a Debian"
  echo "with deb-src: apt-get source PACKAGE=VERSION"
  echo
  cat "$work/list"; } >"$top/parts.txt"
crlf <$from/README.txt >"$top/README.txt"
crlf <$from/earshot.json >"$top/earshot.json"
touch -d "@$SOURCE_DATE_EPOCH" "$top"/*
boot_mb=$(($(stat -c %s "$top/boot.efi") / 1048576 + 6))
[ "$boot_mb" -ge 36 ] || boot_mb=36
fat "$top/config.fat" $CONFIG_MB 16 e4450001 EARSHOT
mmd -i "$top/config.fat" ::recipes
mcopy -m -i "$top/config.fat" "$top/README.txt" "$top/earshot.json" ::
fat "$top/boot.fat" $boot_mb 32 e4450002 EARSHOTBOOT
mmd -i "$top/boot.fat" ::EFI ::EFI/BOOT
mcopy -m -i "$top/boot.fat" "$top/boot.efi" "::EFI/BOOT/BOOT$big.EFI"
mcopy -m -i "$top/boot.fat" "$top/parts.txt" ::

img=$top/img
truncate -s $((1 + CONFIG_MB + boot_mb + STUB_MB + 1))M "$img"
id=8e4a7b52-3c61-4d0f-9a27-45415253484
basic=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7	# what Windows and Mac show
sfdisk -q "$img" <<END
label: gpt
label-id: ${id}0
first-lba: 2048
start=1MiB, size=${CONFIG_MB}MiB, uuid=${id}1, name=EARSHOT, type=$basic
size=${boot_mb}MiB, uuid=${id}2, name=earshot-boot, type=U
size=${STUB_MB}MiB, uuid=${id}3, name=earshot-data, type=L
END
dd if="$top/config.fat" of="$img" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$top/boot.fat" of="$img" bs=1M seek=$((1 + CONFIG_MB)) \
    conv=notrunc,sparse status=none
mv "$img" "$out"
echo "$out: $(($(stat -c %s "$out") / 1048576)) MB, of which kernel" \
    "$(($(stat -c %s "$top/linux") / 1024)) KB, root" \
    "$(($(stat -c %s "$top/initrd") / 1024)) KB"
