#!/bin/sh
# fetch.sh - the pinned sources of deps.lock, unpacked into DIR/src/NAME.
# usage: fetch.sh DIR
#
# Uses the Debian mirror this machine already uses, with lists of its own in
# DIR, so that the machine's own package sources are not touched. A file that
# differs from its pin is an error, whoever signed it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
dir=$(cd "$1" && pwd)

say() { echo "fetch: $*" >&2; }

mirror() {	# the address of Debian's own archive, as configured here
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
	    'Origin: Debian' 2>/dev/null | grep -v security | head -n 1
}

own_apt() {	# apt-get with our lists; forky may be an expired snapshot
	apt-get -q -o Dir::Etc::SourceList="$dir/apt/sources.list" \
	    -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User="" \
	    -o Dir::State::Lists="$dir/apt/lists" \
	    -o Dir::Cache="$dir/apt/cache" "$@"
}

prepare_apt() {
	[ ! -e "$dir/apt/.ok" ] || return 0
	uri=$(mirror)
	if [ -z "$uri" ]; then
		apt-get update -qq >/dev/null 2>&1 || true
		uri=$(mirror)
	fi
	[ -n "$uri" ] || { say "no Debian mirror is configured here"; exit 1; }
	mkdir -p "$dir/apt/lists/partial" "$dir/apt/cache/archives/partial"
	key=/usr/share/keyrings/debian-archive-keyring.gpg
	for suite in trixie forky; do
		echo "deb-src [signed-by=$key check-valid-until=no] $uri $suite main"
	done >"$dir/apt/sources.list"
	own_apt update >"$dir/apt/log" 2>&1 || { cat "$dir/apt/log" >&2; exit 1; }
	touch "$dir/apt/.ok"
}

pinned() {	# are the pinned tarballs of this package here, unaltered?
	for want; do
		ls ./*.tar.* 2>/dev/null | xargs -r sha256sum |
		    grep "^$want " >/dev/null || return 1
	done
}

download() {	# name version pins...
	name=$1 version=$2
	shift 2
	mkdir -p "$dir/dl/$name" && cd "$dir/dl/$name"
	! pinned "$@" || return 0
	rm -f ./*
	prepare_apt
	own_apt source --download-only "$name=$version" >log 2>&1 || return 1
	pinned "$@" || { say "$name $version differs from its pin:";
	    sha256sum ./*.tar.* >&2; exit 1; }
}

unpack() {	# name: only what is needed of the large one
	rm -rf "$dir/src/$1"
	mkdir -p "$dir/src"
	if [ "$1" = glibc ]; then
		mkdir "$dir/src/glibc"
		tar -xJf glibc_*.orig.tar.xz --strip-components=1 \
		    -C "$dir/src/glibc" --wildcards '*/soft-fp' \
		    '*/sysdeps/mips/mips32/sfp-machine.h' '*/stdlib/longlong.h'
	else
		dpkg-source --no-check -x ./*.dsc "$dir/src/$1" >log 2>&1
	fi
}

lines=$(grep -v '^#' "$here/deps.lock" | grep . | tr -s '\t' ' ')
for name in $(echo "$lines" | cut -d ' ' -f 1 | uniq); do
	stamp="$dir/src/.$name-$(echo "$lines" | grep "^$name " | cksum |
	    cut -d ' ' -f 1)"
	[ ! -e "$stamp" ] || continue
	got=
	while read -r n version suite pins; do
		[ -z "$got" ] && [ "$n" = "$name" ] || continue
		if download "$name" "$version" $pins; then
			got=$version
		else
			say "$name $version is not to be had from $suite"
		fi
	done <<-EOF
	$lines
	EOF
	[ -n "$got" ] || { say "no pinned version of $name can be had"; exit 1; }
	(cd "$dir/dl/$name" && unpack "$name")
	touch "$stamp"
	say "$name $got"
done
