# stick.sh - the partition that any computer shows: read now and then, judged,
# and written to for the one moment in which what-is-wrong.txt changes. It is
# never mounted for longer.
#
# /run/next	what lay there last time		/run/judged  check's words
# /data/good	the last that was good			/run/wrong   what is wrong

stick_mount()			# ro or rw
{
	mkdir -p /run/stick
	mount -t vfat -o "$1,nosuid,nodev,noexec,umask=077" \
	    "/dev/$(cat /run/stick.device)" /run/stick 2>/dev/null
}

stick_umount()
{
	umount /run/stick
}

# No more than a megabyte of each, and no more than twenty.
stick_copy()			# FOLDER
{
	mkdir -p "$1/recipes"
	set -- "$1" $(cd /run/stick && ls -d earshot.json *.pem \
	    recipes/*.json 2>/dev/null | grep -v '[^A-Za-z0-9._/-]' |
	    head -n 20)
	to=$1
	shift
	for f; do
		head -c 1048576 "/run/stick/$f" >"$to/$f"
	done
}

# Windows hides the ends of names: a common way to get one wrong.
stick_misnamed()
{
	(cd /run/stick && ls) | grep -i '^earshot.*\.\(json\|txt\)' |
	    grep -vix 'earshot\.json' | head -n 1
}

# Does it hold something that was not looked at yet?
stick_look()
{
	rm -rf /run/look
	stick_mount ro || return 1
	stick_copy /run/look
	stick_misnamed >/run/misnamed
	stick_umount
	sum=$(cd /run/look && find . -type f | sort | xargs cat /run/misnamed |
	    sha256sum)
	[ "$sum" != "$(cat /run/sum 2>/dev/null)" ] || return 1
	echo "$sum" >/run/sum
	rm -rf /run/next
	mv /run/look /run/next
}

counted()			# N WORD
{
	[ "$1" -eq 1 ] && echo "$1 $2" || echo "$1 $2s"
}

state_good()			# of /run/judged
{
	sources=$(grep -c '^source ' /run/judged)
	channels=$(grep -c '^channel ' /run/judged)
	echo "$(counted "$sources" source), $(counted "$channels" channel)"
}

# Is there something else to run now? What is wrong is told.
stick_judge()
{
	: >/run/judged
	rm -f /run/wrong
	if [ -e /run/next/earshot.json ]; then
		stick_check
		return
	fi
	if [ -e /data/good/earshot.json ] && [ ! -s /run/misnamed ]; then
		fence /data/good check >/run/judged 2>&1 </dev/null
		echo "the last good one, $(state_good)" >/run/state
		stick_tell
		return 1
	fi
	{ echo "There is no file earshot.json on this stick."
	  [ ! -s /run/misnamed ] || echo "Did you mean" \
	    "\"$(cat /run/misnamed)\"? Call it earshot.json, and nothing" \
	    "behind that."; } >/run/wrong
	stick_is_bad
	return 1
}

stick_check()
{
	if fence /run/next check >/run/judged 2>&1 </dev/null; then
		echo "good, $(state_good)" >/run/state
		stick_tell
		stick_keep
		return
	fi
	grep '^/etc/earshot/' /run/judged | grep -v 'would run, but' |
	    sed 's|^/etc/earshot/||' >/run/wrong
	[ -s /run/wrong ] || tail -n 5 /run/judged >/run/wrong
	stick_is_bad
	# a first file with a fault that it can do without is better than none
	[ ! -e /data/good/earshot.json ]
}

stick_is_bad()
{
	if [ -e /data/good/earshot.json ]; then
		echo "WRONG, see below; the last good one goes on"
	else
		echo "WRONG, see below; nothing is heard yet"
	fi >/run/state
	stick_tell
}

# The copy that runs: readable to nobody else, whole or not at all.
stick_keep()
{
	! diff -rq /run/next /data/good >/dev/null 2>&1 || return 1
	rm -rf /data/good.new
	cp -r /run/next /data/good.new && sync &&
	    rm -rf /data/good.old &&
	    { [ ! -e /data/good ] || mv /data/good /data/good.old; } &&
	    mv /data/good.new /data/good && sync
	rm -rf /data/good.old
}

# --- what-is-wrong.txt -------------------------------------------------------

stick_words()
{
	cat /run/disk-is-bad /run/falls 2>/dev/null
	[ -s /run/wrong ] || return 0
	cat /run/wrong
	echo
	if [ -e /data/good/earshot.json ]; then
		echo "Until this is put right, the box goes on with the last" \
		    "file that was good."
	else
		echo "Until this is put right, the box hears nothing."
	fi
}

# Written only when it is not what stands there: sticks wear out.
stick_tell()
{
	stick_words | sed 's/$/\r/' >/run/words
	! [ -s /run/words ] || say "$(stick_words)"
	stick_mount ro || return 0
	if [ -s /run/words ]; then
		cmp -s /run/words /run/stick/what-is-wrong.txt
	else
		[ ! -e /run/stick/what-is-wrong.txt ]
	fi
	same=$?
	stick_umount
	[ "$same" -ne 0 ] || return 0
	stick_mount rw || return 0
	if [ -s /run/words ]; then
		cp /run/words /run/stick/wrong.new && sync &&
		    mv /run/stick/wrong.new /run/stick/what-is-wrong.txt
	else
		rm -f /run/stick/what-is-wrong.txt
	fi
	sync
	stick_umount
}
