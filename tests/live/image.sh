#!/bin/sh
# image.sh - the flashable image as a box: an emulator whose firmware is UEFI,
# a disk with the image on it, a cable to the pretend town. It starts in 1970,
# has its power pulled, and gets a file with a fault in it. Needs packages
# qemu-system-x86, ovmf, mtools and e2fsprogs, and the image (make image).
# ARCH=aarch64 tries that one (qemu-system-arm, qemu-efi-aarch64).
. "$(dirname "$0")/../house/lib.sh"
PATH=$PATH:/usr/sbin:/sbin
export MTOOLS_SKIP_CHECK=1
ARCH=${ARCH:-x86_64}
case $ARCH in
x86_64)	firmware="/usr/share/OVMF/OVMF_CODE_4M.fd /usr/share/OVMF/OVMF_CODE.fd"
	machine="-M q35 -cpu max" ;;
*)	firmware=/usr/share/qemu-efi-aarch64/QEMU_EFI.fd
	machine="-M virt -cpu cortex-a57" ;;
esac
qemu=qemu-system-$ARCH
for program in $qemu mcopy debugfs; do
	command -v $program >/dev/null || {
		echo "   skipped: there is no $program"
		exit 0
	}
done
uefi=$(ls $firmware 2>/dev/null | head -n 1)
[ -n "$uefi" ] || { echo "   skipped: there is no firmware for $qemu"; exit 0; }
image=$here/build/earshot_$("$EARSHOT" --version | cut -d ' ' -f 2)_$ARCH.img
[ -e "$image" ] || { echo "   skipped: make image ARCH=$ARCH first"; exit 0; }

# --- the same bytes twice ----------------------------------------------------

check "it is made" "$here/toolchain/image.sh" "$ARCH"
before=$(sha256sum <"$image")
check "it is made again" "$here/toolchain/image.sh" "$ARCH"
check "of the same bytes" [ "$before" = "$(sha256sum <"$image")" ]

# --- the box -----------------------------------------------------------------

PATIENCE=${PATIENCE:-150}			# seconds; without KVM it is slow
disk=$dir/disk
cp "$image" "$disk" && truncate -s 300M "$disk" || die "no room for a disk"
case $ARCH in
x86_64)	flash="if=pflash,format=raw,readonly=on,file=$uefi" ;;
*)	cp "$uefi" "$dir/uefi" && truncate -s 64M "$dir/uefi"
	flash="if=pflash,format=raw,readonly=on,file=$dir/uefi" ;;
esac

# plug_in [DATE]: what its screen says is in agent.log, of this start alone
plug_in()
{
	: >"$dir/agent.log"
	$qemu $machine -accel tcg -m 384 -display none -nodefaults \
	    -no-reboot -rtc "base=${1:-utc}" \
	    -chardev "file,id=screen,path=$dir/agent.log,append=on" \
	    -serial chardev:screen -drive "$flash" \
	    -drive "if=none,id=disk,file=$disk,format=raw" \
	    -device virtio-blk-pci,drive=disk,bootindex=0 \
	    -netdev user,id=cable \
	    -device virtio-net-pci,netdev=cable,romfile= \
	    </dev/null >"$dir/qemu.log" 2>&1 & agent=$!
}

pull_the_plug()
{
	kill -9 "$agent"
	wait "$agent" 2>/dev/null
	agent=
}

stick=$disk@@1M			# its first partition
write_stick()			# FILE NAME
{
	mcopy -o -i "$stick" "$1" "::$2"
}
on_stick()			# NAME: its text
{
	mtype -i "$stick" "::$1" 2>/dev/null | tr -d '\r'
}
no_wrongs()
{
	! mdir -b -i "$stick" ::what-is-wrong.txt >/dev/null 2>&1
}
wrongs()			# MARK
{
	on_stick what-is-wrong.txt | grep -q -- "$1"
}

# --- the file ----------------------------------------------------------------

outside()			# the town, seen from the box
{
	home "$@" | sed 's/127\.0\.0\.1/10.0.2.2/g'
}
write_file()			# MORE MEMBERS
{
	cat >"$dir/earshot.json" <<END
{ "ca_file": "/etc/earshot/ca.pem", "hours": { "digest": "off" },
  "rules": { "us": "mokka" }, $1
  "sources": {
    "paper": { "feed": "https://gazette.town:$HTTPS/feed.rss", "every": 2 }
  },
  "channels": {
    $(a_phone)
  },
  "hosts": { $(outside gazette.town ntfy.town) }
}
END
	write_stick "$dir/earshot.json" earshot.json
}

told()				# MARK: one letter of it, however often it was sent
{
	came ntfy "$1"
}

town_open

# --- as it comes -------------------------------------------------------------

check "a stick has a file to fill in" [ -n "$(on_stick earshot.json)" ]
check "and says how" [ -n "$(on_stick README.txt)" ]
write_stick "$dir/ca.pem" ca.pem
write_file ""

note "the first start, in 1970"
plug_in 1970-01-01T00:00:00
await $PATIENCE "the box" said 'Earshot .* starts'
await $PATIENCE "an address" said 'address *10\.0\.2\.15'
await $PATIENCE "its data partition" said 'first start: the data'
check "its file is good" said 'configuration  good, 1 source, 1 channel'
check "nothing listens" said 'open ports     none'
await $PATIENCE "its clock" said 'clock: set to 20.* as .*town says'
await $PATIENCE "the first poll" said 'paper: first poll'
post gazette.town "Mokka, the copper door
It does not open, third time, I am fed up." >/dev/null
await $PATIENCE "a letter" told copper
check "nothing is wrong" no_wrongs

# --- the plug is pulled ------------------------------------------------------

# complain MARK WORDS: none like another, or it would be one story told twice
complain()
{
	post gazette.town "Mokka and the $1
$2, I am fed up and shall never come again." >/dev/null
}
cycle()				# MARK WORDS MARK WORDS
{
	complain "$1" "$2"
	sleep 2
	note "the plug is pulled"
	pull_the_plug
	complain "$3" "$4"
	plug_in
	await $PATIENCE "the box again" said 'Earshot .* starts'
	await $PATIENCE "its file" said 'configuration  good'
	check "it made no second partition" sh -c \
	    "! grep -q 'first start' '$dir/agent.log'"
	await $PATIENCE "what was posted before" told "$1"
	await $PATIENCE "what was posted meanwhile" told "$3"
}

cycle amber "The soup was cold and had a fly in it" \
    basil "Forty minutes for a sandwich while the staff chatted"
cycle cedar "They charged my card twice and shrug about it" \
    dogwood "A filthy toilet, no paper, water all over the floor"
cycle elder "Rude waiter, shouted at my mother over a booking" \
    fennel "Mouldy bread was sold to us as baked this morning"
check "no first poll again" sh -c "! grep -q 'first poll' '$dir/agent.log'"
settle gazette.town
check "seven letters, no more: $(letters ntfy | wc -l)" came ntfy "" 7

# --- a fault in the file -----------------------------------------------------

write_file '"goals": { "complaints": 5 },'
note "a fault in the file, and nobody pulls the plug"
await $PATIENCE "it is told on the screen" said 'configuration  WRONG'
check "in words" said 'goals "complaints": is no class'
await 20 "it is told on the stick" wrongs 'goals "complaints": is no class'
check "and what runs" wrongs 'goes on with the last'
complain ginger "The heating is broken and everybody sits in a coat"
await $PATIENCE "a letter all the same" told ginger
pull_the_plug
plug_in
await $PATIENCE "it is told again" said 'configuration  WRONG'
complain hazel "Allergic to nuts, I asked twice and was told a lie"
await $PATIENCE "a letter after a new start" told hazel
pull_the_plug

note "a file that has another name, a store of its own, none at all"
mren -i "$stick" ::earshot.json ::earshot.json.txt
plug_in
await $PATIENCE "it is told" said 'Call it earshot.json'
pull_the_plug
mdel -i "$stick" ::earshot.json.txt
write_file '"data": "/nowhere",'
plug_in
await $PATIENCE "it ends" said 'Earshot ended (3)'
await $PATIENCE "later each time" said 'started again in 4 s'
await $PATIENCE "it is told on the stick" wrongs 'as soon as it is started'
pull_the_plug
write_file '"web": { "listen": "10.0.2.15:8642" },'
plug_in
await $PATIENCE "the page with the buttons" said 'open ports     8642'
check "all is well" no_wrongs
pull_the_plug
mdel -i "$stick" ::earshot.json
plug_in
await $PATIENCE "the copy goes on" said 'configuration  the last good one, 1 so'
check "that is no fault" no_wrongs
complain juniper "Parking is a nightmare and the ramp is blocked"
await $PATIENCE "a letter" told juniper
settle gazette.town
pull_the_plug
check "ten letters, no more: $(letters ntfy | wc -l)" came ntfy "" 10

# --- the data ----------------------------------------------------------------

of_table()			# start or size, of the last partition
{
	sfdisk -d "$disk" | tail -n 1 | sed "s/.*$1= *\\([0-9]*\\),.*/\\1/"
}
check "the partition for the data was grown" [ "$(of_table size)" -gt 400000 ]
dd if="$disk" of="$dir/ext4" bs=512 skip="$(of_table start)" \
    count="$(of_table size)" status=none
e2fsck -fy "$dir/ext4" >"$dir/fsck" 2>&1
debugfs -R "rdump /store $dir" "$dir/ext4" >/dev/null 2>&1
check "its store holds" "$EARSHOT" verify "$dir/store"
check "and nobody else may read it" sh -c \
    "debugfs -R 'stat /good/earshot.json' '$dir/ext4' 2>/dev/null |
	grep -q 'Mode:  0600'"
finish
