#!/bin/sh
# musl.sh - our own C library for one processor, static only.
# usage: CROSS=prefix- FLAGS="..." musl.sh BUILD SYSROOT TARGET
#
# On MIPS without FPU, Debian's libgcc has the wrong calling convention for
# floating point and links silently. glibc's soft-fp (LGPL with an unlimited
# linking exception) is put before it in the compiler's specs.
set -eu
unset MAKEFLAGS MFLAGS MAKEOVERRIDES ARCH	# what we were called with
build=$(cd "$1" && pwd)
sys=$2 target=$3 src=$build/src
rm -rf "$sys.tmp"
mkdir -p "$sys" "$sys.tmp"
sys=$(cd "$sys" && pwd)
cd "$sys.tmp"
opt="-Oz -g0 -ffunction-sections -fdata-sections -ffile-prefix-map=$build=."

# printf without floating point, which nobody here prints: 3 KB, and as much
# again of soft floating point where there is no hardware for it
cp -r "$src/musl" musl
sed -i -e '/^static int fmt_fp/,/^}/d' -e 's/fmt_fp(f, arg.f, w, p, fl, t)/-1/' \
    musl/src/stdio/vfprintf.c
if grep fmt_fp musl/src/stdio/vfprintf.c; then exit 1; fi

CC=${CROSS}gcc CROSS_COMPILE=$CROSS CFLAGS="$opt $FLAGS" \
    musl/configure --target="$target" --prefix="$sys" \
    --syslibdir="$sys/lib" --disable-shared --enable-wrapper=gcc >log 2>&1
make -j"$(nproc)" >>log 2>&1 || { tail log; exit 1; }
make install >>log 2>&1

soft_float() {
	names="negdf2 negsf2 unorddf2 unordsf2 extendsfdf2 truncdfsf2"
	for op in add sub mul div; do names="$names ${op}df3 ${op}sf3"; done
	for op in eq ge le; do names="$names ${op}df2 ${op}sf2"; done
	for t in df sf; do
		for i in si di; do
			names="$names fix$t$i fixuns$t$i float$i$t floatun$i$t"
		done
	done
	cat >shim.h <<-'H'
	#define strong_alias(n, a) \
		extern __typeof(n) a __attribute__((alias(#n)));
	H
	for f in $names; do
		[ -e "$src/glibc/soft-fp/$f.c" ] || continue
		"${CROSS}gcc" $opt $FLAGS -include shim.h \
		    -D__BYTE_ORDER=__BYTE_ORDER__ -D__LITTLE_ENDIAN=1234 \
		    -D__BIG_ENDIAN=4321 -I"$src/glibc/sysdeps/mips/mips32" \
		    -I"$src/glibc/soft-fp" -I"$src/glibc/stdlib" \
		    -c "$src/glibc/soft-fp/$f.c" -o "sf_$f.o"
	done
	"${CROSS}ar" rcs "$sys/lib/libsoftfp.a" sf_*.o
	sed -i "s#^libgcc.a%s#$sys/lib/libsoftfp.a libgcc.a%s#" \
	    "$sys/lib/musl-gcc.specs"
}
case $target in mips*) soft_float ;; esac
cd / && rm -rf "$sys.tmp"
touch "$sys/.ok"
