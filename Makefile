# make           the program, build/earshot     make cross ARCH=mips (or all)
# make demo      a pretend town, and Earshot listening to it, until Ctrl-C
# make test      unit tests under sanitizers, then the real binary in the town
# make check     unit tests, layers, fuzzers, man pages, sizes
# make fuzz      SECONDS=30 per target          make layers  who may know whom
# make suites    other people's test cases      make bench   cost, side by side
# make size      what a router pays             make cuts    power cuts, kills

BUILD	= build
SRC	= $(BUILD)/src
HOST	:= $(shell uname -m)
ARCH	?= $(HOST)
SECONDS	?= 30
include toolchain/targets.mk toolchain/deps.mk

WARN	= -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	  -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
POSIX	= -D_GNU_SOURCE
SAN	= -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
	  -fno-omit-frame-pointer
SMALL	= -Os -g0 -ffunction-sections -fdata-sections -fno-unwind-tables \
	  -fno-asynchronous-unwind-tables -fstack-protector-strong \
	  -ffile-prefix-map=$(CURDIR)/=
LIBS	= firmware net storage core
TESTS	= $(patsubst tests/%.c,%,$(wildcard tests/test_*.c))
FUZZERS	= $(patsubst tests/%.c,%,$(wildcard tests/fuzz_*.c))

all: $(BUILD)/earshot
$(BUILD)/earshot: $(BUILD)/$(HOST)/earshot
	@cp $< $@

include toolchain/rules.mk

demo: $(BUILD)/earshot $(BUILD)/host/town
	@tests/town/demo.sh

test: unit house

unit: $(TESTS:%=$(BUILD)/san/%)
	@for t in $^; do ./$$t && echo "ok $$t" || exit 1; done

house: $(BUILD)/earshot $(BUILD)/host/town
	@tests/house/run.sh

fuzz: $(FUZZERS:%=$(BUILD)/fuzz/%)
	@tests/fuzz.sh $(SECONDS) $^

layers: $(BUILD)/host/core.a
	@toolchain/layers.sh $<

man:
	@toolchain/setup.sh check && mandoc -Tlint -Wwarning firmware/man/*.[58]

check: unit layers fuzz man size

clean:
	rm -rf $(BUILD)

.PHONY: all demo test unit house fuzz layers man check clean
.SECONDARY:
