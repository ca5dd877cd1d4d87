# make           the program, build/earshot     make cross ARCH=mips (or all)
# make demo      a pretend town, and Earshot listening to it, until Ctrl-C
# make test      unit tests under sanitizers, then the real binary in the town
# make check     unit tests, layers, the house under sanitizers, fuzzers, man
#                pages, sizes
# make fuzz      SECONDS=30, or RUNS=, each     make layers  who may know whom
# make suites    other people's test cases      make bench   cost, side by side
# make size      what a router pays             make cuts    power cuts, kills
# make live      against real servers           make train   the judge's tables
# make package   .deb and .ipk, ARCH=, of what cross has made
# make image     a disk that a small computer starts from, ARCH=

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
SMALL	= -Oz -g0 -ffunction-sections -fdata-sections -fno-unwind-tables \
	  -fno-asynchronous-unwind-tables -fstack-protector \
	  -ffile-prefix-map=$(CURDIR)/=
LIBS	= firmware net storage core
TESTS	= $(patsubst tests/%.c,%,$(wildcard tests/test_*.c))
FUZZERS	= $(patsubst tests/%.c,%,$(wildcard tests/fuzz_*.c))

all: $(BUILD)/earshot
$(BUILD)/earshot: $(BUILD)/$(HOST)/earshot
	@rm -f $@ && cp $< $@

include toolchain/rules.mk

demo: $(BUILD)/earshot $(BUILD)/host/town
	@tests/town/demo.sh

test: unit house

unit: $(TESTS:%=$(BUILD)/san/%)
	@for t in $^; do ./$$t && echo "ok $${t##*/}" || exit 1; done
	@echo "$(words $^) unit tests passed"

house: $(BUILD)/earshot $(BUILD)/host/town $(BUILD)/host/earshot-1970
	@tests/house/run.sh

watched: $(BUILD)/san/earshot $(BUILD)/host/town
	@WATCHED=1 EARSHOT=$(CURDIR)/$< tests/house/run.sh path hostile words

fuzz: $(FUZZERS:%=$(BUILD)/fuzz/%)
	@RUNS=$(RUNS) tests/fuzz.sh $(SECONDS) $^

layers: $(BUILD)/host/core.a
	@toolchain/layers.sh $<

man:
	@toolchain/setup.sh check && mandoc -Tlint -Wwarning firmware/man/*.[578]

size: $(BUILD)/earshot
	@toolchain/size.sh $(BUILD) $(ARCHES) && tests/bench/lines.sh

cross: $(if $(filter all,$(ARCH)),$(ARCHES:%=cross-%),cross-$(ARCH))
cross-%: $(BUILD)/host/town $(BUILD)/earshot
	@$(MAKE) --no-print-directory ARCH=$* $(BUILD)/$*/earshot $(BUILD)/$*/tests
	@RUN="$(RUN_$*)" tests/house/cross.sh $(BUILD)/$*

package: $(BUILD)/$(ARCH)/earshot
	@for k in deb ipk; do toolchain/package.sh $$k $(ARCH) || exit 1; done

# x86_64 and aarch64: what starts by UEFI
image: $(BUILD)/$(ARCH)/earshot
	@toolchain/setup.sh image && toolchain/image.sh $(ARCH)

suites: $(BUILD)/earshot
	@toolchain/setup.sh suites && tests/suites/run.sh $<

cuts: $(BUILD)/host/cuts
	@toolchain/setup.sh house && tests/house/cuts.sh

# real servers: dovecot, mosquitto, an SMTP server, a Telegram emulator,
# WordPress; Apprise's own library; a kernel with a router's flash; and the
# image as a box
live: $(BUILD)/earshot $(BUILD)/host/town image
	@toolchain/setup.sh live && for s in tests/live/*.sh; do \
	    echo "$$s" && EARSHOT=$(CURDIR)/$< $$s $(CURDIR)/$< || exit 1; done

train:
	@toolchain/setup.sh train && PYTHON=/usr/bin/python3 toolchain/train/run.sh

kills: $(BUILD)/earshot $(BUILD)/host/town
	@KILLS=1000 tests/house/run.sh kill

bench: $(BUILD)/earshot $(BUILD)/host/town $(BUILD)/host/items
	@toolchain/setup.sh bench && tests/bench/run.sh

check: unit layers watched fuzz man size

clean:
	rm -rf $(BUILD)

.PHONY: all demo test unit house watched fuzz layers man size cross package \
	image suites cuts kills live train bench check clean
.SECONDARY:
