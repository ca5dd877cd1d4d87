#!/bin/sh
# setup.sh - what a bare Debian 12 lacks, by task. Says nothing when there is
# nothing to install.
# usage: setup.sh build|cross|check|suites|bench|house|live|train|image ...
set -eu
PATH=$PATH:/usr/sbin

packages() {	# task -> "command:package ..."; a path stands for a file
	case $1 in
	build)	echo gcc:gcc /usr/include/stdio.h:libc6-dev make:make \
		    dpkg-source:dpkg-dev xz:xz-utils bzip2:bzip2 patch:patch \
		    /usr/share/zoneinfo/tzdata.zi:tzdata ;;
	cross)	echo aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu \
		    arm-linux-gnueabihf-gcc:gcc-arm-linux-gnueabihf \
		    mipsel-linux-gnu-gcc:gcc-mipsel-linux-gnu \
		    mips-linux-gnu-gcc:gcc-mips-linux-gnu \
		    riscv64-linux-gnu-gcc:gcc-riscv64-linux-gnu \
		    qemu-mips-static:qemu-user-static ;;
	check)	echo clang:clang mandoc:mandoc \
		    /usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-x86_64.a:libclang-rt-14-dev ;;
	suites)	echo python3:python3 curl:curl ;;
	house)	echo strace:strace ;;
	bench)	echo newsboat:newsboat curl:curl sfeed:sfeed strace:strace ;;
	live)	echo mosquitto:mosquitto mosquitto_sub:mosquitto-clients \
		    dovecot:dovecot-core /usr/lib/dovecot/imap:dovecot-imapd \
		    openssl:openssl node:nodejs npm:npm \
		    /usr/share/wordpress/wp-load.php:wordpress \
		    mariadbd:mariadb-server-core php:php8.2-cli \
		    /usr/lib/php/20220829/mysqli.so:php8.2-mysql \
		    /usr/lib/php/20220829/dom.so:php8.2-xml \
		    /usr/lib/php/20220829/mbstring.so:php8.2-mbstring \
		    python3:python3 curl:curl apprise:apprise \
		    qemu-system-x86_64:qemu-system-x86 cpio:cpio \
		    busybox:busybox-static /usr/share/OVMF:ovmf \
		    mcopy:mtools sfdisk:fdisk debugfs:e2fsprogs ;;
	image)	echo sfdisk:fdisk mkfs.vfat:dosfstools mcopy:mtools depmod:kmod \
		    cpio:cpio xz:xz-utils objcopy:binutils ;;
	train)	echo python3:python3 npm:npm \
		    /usr/lib/python3/dist-packages/numpy:python3-numpy \
		    /usr/lib/python3/dist-packages/scipy:python3-scipy \
		    /usr/lib/python3/dist-packages/torch:python3-torch ;;
	*)	echo "setup.sh: no such task: $1" >&2; exit 2 ;;
	esac
}

need=
for task; do
	list=$(packages "$task")
	for pair in $list; do
		what=${pair%%:*}
		case $what in
		/*)	[ -e "$what" ] ;;
		*)	command -v "$what" >/dev/null 2>&1 ;;
		esac || need="$need ${pair##*:}"
	done
done
[ -n "$need" ] || exit 0

as=
[ "$(id -u)" = 0 ] || as=sudo
echo "installing$need" >&2
$as apt-get update -qq >/dev/null
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq \
    --no-install-recommends $need >/dev/null
