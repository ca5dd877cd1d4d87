#!/bin/sh
# jffs2.sh - the flash of a cheap router: a real kernel in an emulator, with
# JFFS2 on memory that plays NOR flash, and some tests of the house with their
# data on it. Needs packages qemu-system-x86, busybox-static and cpio; the
# kernel is downloaded, not installed.
. "$(dirname "$0")/../house/lib.sh"
TESTS=${TESTS:-path taps answers kill}
for program in qemu-system-x86_64 busybox cpio; do
	command -v $program >/dev/null || {
		echo "   skipped: there is no $program"
		exit 0
	}
done
[ "$(uname -m)" = x86_64 ] || { echo "   skipped: for x86_64"; exit 0; }

kernel=$here/build/jffs2
package=$(apt-cache depends linux-image-amd64 2>/dev/null |
    sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
[ -e "$kernel/boot" ] || {
	[ -n "$package" ] || die "no kernel: apt-get update?"
	mkdir -p "$kernel"
	(cd "$kernel" && apt-get download "$package" >/dev/null 2>&1 &&
	    dpkg-deb -x linux-image-*.deb . && rm linux-image-*.deb) ||
	    die "the kernel could not be downloaded"
}
modules=$(echo "$kernel"/lib/modules/*/kernel)

# --- a root in memory --------------------------------------------------------

root=$dir/root
for d in bin proc sys dev tmp flash mod etc earshot/build/host; do
	mkdir -p "$root/$d"
done
cp "$(command -v busybox)" "$root/bin/busybox"
for m in drivers/mtd/mtd drivers/mtd/mtd_blkdevs drivers/mtd/mtdblock \
    drivers/mtd/devices/mtdram fs/jffs2/jffs2; do
	cp "$modules/$m.ko" "$root/mod" || die "this kernel has no $m"
done
cp -r "$here/tests" "$root/earshot/"
cp -L "$EARSHOT" "$root/earshot/build/earshot"
cp "$TOWN" "$root/earshot/build/host/town"
for library in $(ldd "$TOWN" | grep -o '/[^ ]*'); do
	mkdir -p "$root/${library%/*}" && cp -L "$library" "$root$library"
done
echo root:x:0:0::/:/bin/sh >"$root/etc/passwd"
echo 127.0.0.1 localhost >"$root/etc/hosts"
cat >"$root/init" <<END
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin TMPDIR=/flash KILLS=20
mount -t proc p /proc
mount -t sysfs s /sys
mount -t devtmpfs d /dev
mount -t tmpfs t /tmp
for m in mtd mtd_blkdevs mtdblock; do insmod /mod/\$m.ko; done
insmod /mod/mtdram.ko total_size=32768 erase_size=64
insmod /mod/jffs2.ko
mount -t jffs2 mtd0 /flash
mount | grep /flash
ip link set lo up
cd /earshot
for t in $TESTS; do
	sh tests/house/test_\$t.sh && echo "jffs2: \$t holds"
done
ls -d /tmp/earshot-*
poweroff -f
END
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc 2>/dev/null | gzip -1) >"$dir/initrd"

# --- and its tests -----------------------------------------------------------

# Without KVM, which a rented machine often lacks: minutes instead of seconds.
timeout 1500 qemu-system-x86_64 -accel tcg -cpu max -m 1500 -smp 2 -nographic \
    -no-reboot -kernel "$kernel"/boot/vmlinuz-* -initrd "$dir/initrd" \
    -append "console=ttyS0 quiet panic=1" >"$dir/vm.log" 2>&1 </dev/null
grep -q ' on /flash type jffs2' "$dir/vm.log" || {
	tail -n 20 "$dir/vm.log"
	die "JFFS2 was not mounted"
}
for t in $TESTS; do
	check "$t on JFFS2" grep -q "jffs2: $t holds" "$dir/vm.log"
done
check "the store lived in memory" grep -q '^/tmp/earshot-' "$dir/vm.log"
[ "$failed" -eq 0 ] || grep -A4 FAILED "$dir/vm.log"
grep 'missing' "$dir/vm.log"
finish
