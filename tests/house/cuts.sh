#!/bin/sh
# cuts.sh - power cuts: records a writer with strace, then opens every state
# that a cut could have left. One line tells how many, and what was wrong.
set -eu
cd "$(dirname "$0")/../.."
cuts=${CUTS:-build/host/cuts}
states=${STATES:-20480}
calls=open,openat,close,write,pwrite64,writev,lseek,fsync,fdatasync
calls=$calls,ftruncate,fallocate,rename,renameat,unlink,unlinkat

command -v strace >/dev/null || {
	echo "cuts: strace is needed (a package of that name)" >&2
	exit 2
}
room=${TMPDIR:-/tmp}
[ -w /dev/shm ] && room=/dev/shm
box=$(mktemp -d "$room/cuts.XXXXXX")
trap 'rm -rf "$box"' EXIT INT TERM
mkdir "$box/write" "$box/check"

# 400 transactions: the small map is filled, forgets, and is filled again
strace -f -xx -s 200000 -o "$box/record" -e trace="$calls" \
    "$cuts" write "$box/write" 400 >"$box/acks"
"$cuts" check "$box/record" "$box/check" "$states"
