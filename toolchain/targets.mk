# targets.mk - one row a processor: compiler, flags, how to run it here.
# MIPS routers have no FPU and their kernels emulate none: soft float, with
# glibc's soft-fp in front of Debian's hard-float libgcc (see musl.sh).

ARCHES = x86_64 aarch64 armv7 mipsel mips riscv64
MIPS   = -march=mips32r2 -mtune=24kc -msoft-float -mno-shared -mplt
# code and constants in one segment, as everywhere but on x86: 8 KB of padding
JOIN   = -z,noseparate-code
PIE    = -static-pie -Wl,-z,relro,-z,now,-z,pack-relative-relocs,$(JOIN)
FIXED  = -static -no-pie

CROSS_x86_64  = x86_64-linux-gnu-
CROSS_aarch64 = aarch64-linux-gnu-
CROSS_armv7   = arm-linux-gnueabihf-
CROSS_mipsel  = mipsel-linux-gnu-
CROSS_mips    = mips-linux-gnu-
CROSS_riscv64 = riscv64-linux-gnu-

FLAGS_x86_64  = -fPIE
FLAGS_aarch64 = -fno-pie -fno-pic -mno-outline-atomics
FLAGS_armv7   = -fPIE -march=armv7-a+fp -mthumb
FLAGS_mipsel  = -fno-pie -fno-pic $(MIPS)
FLAGS_mips    = -fno-pie -fno-pic $(MIPS)
FLAGS_riscv64 = -fno-pie -fno-pic

# What makes it small: link-time optimisation, and on MIPS the short code but
# for the files that must be fast or hold assembly (FAST).
# Position-independence costs 60 KB of relocations on aarch64, whose linker
# cannot pack them, so that only x86_64 and armv7 have it.
LTO    = -flto=2 -ffat-lto-objects -flto-partition=one
MIPS16 = -mips16 -minterlink-mips16
SHRINK_x86_64  = $(LTO) -malign-data=abi
SHRINK_aarch64 = $(LTO)
SHRINK_armv7   = $(LTO)
SHRINK_mipsel  = $(MIPS16) $(LTO)
SHRINK_mips    = $(MIPS16) $(LTO)
SHRINK_riscv64 = $(LTO)
FAST = bignum_core constant_time sha256 sha512 aes gcm chacha20 poly1305
# these would sign with a key of ours; there is none
KEYLESS = pk_wrap ssl_tls ssl_tls12_client ssl_tls13_client ssl_tls13_generic
# and these would reckon what is never asked for
UNUSED = md psa_crypto_hash rsa
# every word of every text goes through these: quick, but without padding, for
# together they must fit where a processor keeps the code it runs
QUICK = -O2 -fno-align-functions -fno-align-loops -fno-align-jumps \
	-fno-align-labels -fno-tree-slp-vectorize
HOT  = match/tokens match/plain judge/sentence judge/feature judge/table \
       judge/reading judge/lexicon judge/mood judge/tone judge/tongue \
       text/text sink slice json/json_line judge/quote judge/read judge/slip
# what -Oz leaves on although it makes ours longer there, measured one by one
SHORT_x86_64  = -fno-move-loop-invariants -fno-inline-functions-called-once \
	-fno-ipa-sra -fno-tree-sra -fno-caller-saves \
	-fno-expensive-optimizations -fno-tree-dominator-opts \
	-fno-tree-tail-merge
SHORT_armv7   = -fno-move-loop-invariants -fno-ipa-sra \
	-fno-tree-dominator-opts -fno-tree-tail-merge
SHORT_mipsel  = -fno-ipa-sra -fno-expensive-optimizations
SHORT_mips    = $(SHORT_mipsel)
# (link-time optimisation would forget which files are not MIPS16)
FAST_mipsel   = -mno-mips16 -fno-lto
FAST_mips     = $(FAST_mipsel)

LINK_x86_64   = $(PIE)
LINK_aarch64  = $(FIXED) -Wl,-z,norelro
LINK_armv7    = $(PIE)
LINK_mipsel   = $(FIXED) -Wl,-z,norelro
LINK_mips     = $(FIXED) -Wl,-z,norelro
LINK_riscv64  = $(FIXED) -Wl,-z,relro,-z,now

RUN_x86_64    =
RUN_aarch64   = qemu-aarch64-static
RUN_armv7     = qemu-arm-static -cpu cortex-a9
RUN_mipsel    = qemu-mipsel-static -cpu 24Kc
RUN_mips      = qemu-mips-static -cpu 24Kc
RUN_riscv64   = qemu-riscv64-static

MUSL_x86_64   = x86_64
MUSL_aarch64  = aarch64
MUSL_armv7    = armhf
MUSL_mipsel   = mipsel-sf
MUSL_mips     = mips-sf
MUSL_riscv64  = riscv64
