# box.sh - what init, network and keep share.

# To every console there is: a screen, a serial line, or both.
say()
{
	for tty in $(cat /sys/class/tty/console/active); do
		echo "$*" >"/dev/$tty"
	done 2>/dev/null
}

version()
{
	cat /etc/version
}

# Load what this hardware asks for. Harmless when nothing is new.
plug()
{
	find /sys/devices -name modalias -exec cat {} + 2>/dev/null | sort -u |
	    xargs modprobe -a -q 2>/dev/null
	for module in $(cat /etc/always); do
		modprobe -q "$module"
	done 2>/dev/null
}

# partition NAME [DISK]: the device of that name in a GPT, as sda1
partition()
{
	for p in /sys/class/block/*/partition; do
		p=${p%/partition}
		grep -qsx "PARTNAME=$1" "$p/uevent" || continue
		case $(readlink -f "$p") in
		*/"${2:-*}"/*)	;;
		*)		[ -z "${2-}" ] || continue ;;
		esac
		echo "${p##*/}"
		return 0
	done
	return 1
}

uptime_seconds()
{
	cut -d . -f 1 /proc/uptime
}
