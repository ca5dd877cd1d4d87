# test_image.sh - what lies in the flashable image: scripts that a shell reads,
# programs that its busybox has, a file that says what is missing in it; and
# where one was made, its disk. tests/live/image.sh starts it.
. "$(dirname "$0")/lib.sh"
PATH=$PATH:/usr/sbin:/sbin
export MTOOLS_SKIP_CHECK=1
from=$here/firmware/image
scripts="init keep network dhcp fence box.sh stick.sh"

for f in $scripts; do
	check "a shell reads $f" sh -n "$from/$f"
done

# --- the file that is there to be filled in

(umask 077; cp "$from/earshot.json" "$dir/earshot.json")
check "it is not yet good" run 2 check
for words in '"us": the rule is empty' '"feed" is missing' '"topic" is missing'
do
	check "it says: $words" err "$words"
done
sed -e 's/"us": ""/"us": "mokka"/' -e 's/"topic": ""/"topic": "t"/' \
    -e 's|"paper": ""|"paper": "https://paper.example/f.rss"|' \
    "$from/earshot.json" >"$dir/earshot.json"
check "filled in, it is good" run 0 check
sed 's/$/\r/' "$dir/earshot.json" >"$dir/dos"
mv "$dir/dos" "$dir/earshot.json"
check "from Windows, too" run 0 check
check "the README names what is empty" sh -c "for w in name town us paper topic
    do grep -q '\"'\$w'\"  ' '$from/README.txt' || exit 1; done"

# --- what it is made of

busybox=$(ls "$here"/build/image/x86_64/parts/bin/busybox 2>/dev/null ||
    command -v busybox)
if [ -n "$busybox" ] && "$busybox" true 2>/dev/null; then
	"$busybox" --list >"$dir/applets"
	for a in awk cat chmod cmp cp cut date dd diff env find grep head \
	    hostname init ip kill killall ls mkdir mkfifo mknod modprobe mount mv \
	    printf readlink rm sed sh sha256sum sleep sort sync tail tr \
	    udhcpc umount unshare xargs; do
		check "busybox has $a" grep -qx "$a" "$dir/applets"
	done
	for f in $scripts; do
		check "busybox reads $f" "$busybox" sh -n "$from/$f"
	done
fi

# --- and the disk

version=$("$EARSHOT" --version | cut -d ' ' -f 2)
image=$here/build/earshot_${version}_x86_64.img
for tool in sfdisk mtype mdir; do
	command -v $tool >/dev/null || { note "there is no $tool"; finish; }
done
[ -e "$image" ] || { note "make image has not been asked for"; finish; }
check "three partitions" sh -c "sfdisk -d '$image' >'$dir/table'"
check "the first is one that Windows and Mac show" grep -q \
    '^.*img1 .* 2048, .*type=EBD0A0A2.*name="EARSHOT"' "$dir/table"
check "the second is one that UEFI starts from" grep -q \
    '^.*img2 .*type=C12A7328.*name="earshot-boot"' "$dir/table"
check "the third is for the data" grep -q \
    '^.*img3 .*type=0FC63DAF.*name="earshot-data"' "$dir/table"
second=$(sed -n 's/.*img2 : start= *\([0-9]*\),.*/\1/p' "$dir/table")
check "a file to fill in" sh -c "mtype -i '$image@@1M' ::earshot.json |
    tr -d '\r' | cmp - '$from/earshot.json'"
check "a word on how" sh -c "mtype -i '$image@@1M' ::README.txt |
    tr -d '\r' | cmp - '$from/README.txt'"
check "a program of UEFI" sh -c "mtype -i '$image@@$((second * 512))' \
    ::EFI/BOOT/BOOTX64.EFI | head -c 2 | grep -q MZ"
check "where its parts are from" sh -c "mtype -i \
    '$image@@$((second * 512))' ::parts.txt | grep -q '^linux-image-.* [0-9]'"
finish
