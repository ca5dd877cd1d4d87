# rules.mk - how each kind of build is made. Four kinds:
#   build/ARCH  the program: our musl, -Os, static        (one per processor)
#   build/san   the same sources under ASan and UBSan, for unit tests
#   build/host  the pretend town and the test tools, plain
#   build/fuzz  core with clang's coverage, for the fuzzers

READY	= $(BUILD)/.ready
$(READY): toolchain/setup.sh toolchain/fetch.sh toolchain/deps.lock
	@toolchain/setup.sh build && toolchain/fetch.sh $(BUILD) && touch $@

# The first run has no sources to list yet: fetch them, then read this again.
ifeq ($(filter clean layers-only,$(MAKECMDGOALS)),)
-include $(READY).mk
$(READY).mk: $(READY)
	@touch $@
endif

# $(call kind,DIR,CC,CFLAGS,TLSCONFIG,READY): archives and objects of one
# build; READY must be there before the first compilation
define kind
$(call deps,$(1),$(2),$(3) -fno-sanitize=undefined,$(4))
$(1)/core/%.o: core/%.c toolchain/targets.mk | $(5)
	@mkdir -p $$(@D) && $(2) $(3) $(WARN) $(DEPINC) -I. -MMD -MP -c -o $$@ $$<
$(1)/%.o: %.c toolchain/targets.mk | $(5)
	@mkdir -p $$(@D) && $(2) $(3) $(WARN) $(POSIX) $(DEPINC) \
	    -DMBEDTLS_CONFIG_FILE='"toolchain/$(4)"' -I. -MMD -MP -c -o $$@ $$<
$(1)/embed.o: $(BUILD)/embed.c toolchain/targets.mk | $(5)
	@mkdir -p $$(@D) && $(2) $(3) -I. -c -o $$@ $$<
$(1)/gen/%.o: $(BUILD)/gen/%.c toolchain/targets.mk | $(5)
	@mkdir -p $$(@D) && $(2) $(3) $(WARN) -I. -MMD -MP -c -o $$@ $$<
$(1)/core.a: $(1)/gen/lexicon.o $(1)/gen/tables.o $(1)/gen/zones.o $(1)/gen/phrases.o $(1)/gen/texts.o
$(foreach d,$(LIBS),$(1)/$(d).a: $(patsubst %.c,$(1)/%.o,$(filter-out firmware/main.c,$(wildcard $(d)/*.c $(d)/*/*.c)))
	@rm -f $$@ && $$(AR) rcsD $$@ $$^
)
-include $$(wildcard $(1)/*/*.d $(1)/*/*/*.d)
endef

ALL	= $(LIBS:%=%.a) embed.o deps.a

# --- the program, for one processor --------------------------------------
define arch
$(BUILD)/sys/$(1)/.ok: toolchain/musl.sh | $(READY) $(if $(filter-out $(HOST),$(1)),$(BUILD)/.cross)
	@echo "musl for $(1)" && CROSS=$(CROSS_$(1)) FLAGS="$(FLAGS_$(1))" \
	    toolchain/musl.sh $(BUILD) $(BUILD)/sys/$(1) $(MUSL_$(1))
$(DEP_O:%=$(BUILD)/$(1)/deps/%): | $(BUILD)/sys/$(1)/.ok
$(call kind,$(BUILD)/$(1),$(BUILD)/sys/$(1)/bin/musl-gcc,$(SMALL) $(FLAGS_$(1)) $(SHRINK_$(1)) $$(FASTER),mbedtls_config.h,$(BUILD)/sys/$(1)/.ok)
$(BUILD)/$(1)/%.o: FASTER = $(SHORT_$(1))
$(FAST:%=$(BUILD)/$(1)/deps/mb_%.o): FASTER = $(FAST_$(1))
$(HOT:%=$(BUILD)/$(1)/core/%.o): FASTER = $(QUICK)
$(KEYLESS:%=$(BUILD)/$(1)/deps/mb_%.o): FASTER = $(SHORT_$(1)) -include toolchain/mbedtls_client.h
$(UNUSED:%=$(BUILD)/$(1)/deps/mb_%.o): FASTER = $(SHORT_$(1)) -include toolchain/mbedtls_unused.h
$(BUILD)/$(1)/%.a: AR = $(CROSS_$(1))gcc-ar
$(BUILD)/$(1)/earshot: $(ALL:%=$(BUILD)/$(1)/%) $(BUILD)/$(1)/firmware/main.o
	@$(BUILD)/sys/$(1)/bin/musl-gcc $(SMALL) $(FLAGS_$(1)) $(SHRINK_$(1)) \
	    $(LINK_$(1)) -Wl,--gc-sections,--build-id=none,-z,noexecstack -Wl,-Map=$$@.map \
	    -o $$@.dbg $(BUILD)/$(1)/firmware/main.o -Wl,--start-group \
	    $(ALL:%=$(BUILD)/$(1)/%) -Wl,--end-group 2>$$@.log || \
	    { cat $$@.log; exit 1; }
	@$(CROSS_$(1))strip -s -R .comment -o $$@ $$@.dbg
	@echo "$$@: $$$$(stat -c %s $$@) bytes"
endef
# Unit tests of that processor: all but those that play a TLS server.
define archtests
$(BUILD)/$(1)/tests: $(CROSS_TESTS:%=$(BUILD)/$(1)/%)
$(BUILD)/$(1)/test_%: $(BUILD)/$(1)/tests/test_%.o $(ALL:%=$(BUILD)/$(1)/%)
	@$(BUILD)/sys/$(1)/bin/musl-gcc $(SMALL) $(FLAGS_$(1)) -fno-lto \
	    $(LINK_$(1)) -o $$@ $$< -Wl,--start-group $(ALL:%=$(BUILD)/$(1)/%) \
	    -Wl,--end-group 2>$$@.log || { cat $$@.log; exit 1; }
.PHONY: $(BUILD)/$(1)/tests
endef
CROSS_TESTS := $(patsubst tests/%.c,%,$(shell \
	grep -L 'server.h\|mail_side.h\|mail_scene.h' tests/test_*.c))
$(BUILD)/.cross: toolchain/setup.sh
	@toolchain/setup.sh cross && mkdir -p $(@D) && touch $@
$(foreach a,$(sort $(HOST) $(filter $(ARCHES),$(ARCH))),$(eval $(call arch,$(a)))$(eval $(call archtests,$(a))))

# --- sanitized, plain host, fuzzing ---------------------------------------
$(eval $(call kind,$(BUILD)/san,gcc,$(SAN),mbedtls_town.h,$(READY)))
$(eval $(call kind,$(BUILD)/host,gcc,-O2 -g,mbedtls_town.h,$(READY)))
$(eval $(call kind,$(BUILD)/fuzz,clang,$(SAN) -fsanitize=fuzzer-no-link,mbedtls_town.h,$(BUILD)/.check))
$(DEP_O:%=$(BUILD)/san/deps/%) $(DEP_O:%=$(BUILD)/host/deps/%): | $(READY)
$(DEP_O:%=$(BUILD)/fuzz/deps/%): | $(READY) $(BUILD)/.check

$(BUILD)/.check:
	@toolchain/setup.sh check && touch $@
$(BUILD)/san/test_%: $(BUILD)/san/tests/test_%.o $(ALL:%=$(BUILD)/san/%)
	@gcc $(SAN) -o $@ $< -Wl,--start-group $(ALL:%=$(BUILD)/san/%) -Wl,--end-group -lpthread -lm
# the program itself, watched; confine_none.o comes before the archive's own
$(BUILD)/san/earshot: $(BUILD)/san/firmware/main.o \
    $(BUILD)/san/tests/house/confine_none.o $(ALL:%=$(BUILD)/san/%)
	@gcc $(SAN) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group -lpthread
$(BUILD)/fuzz/fuzz_%: $(BUILD)/fuzz/tests/fuzz_%.o $(BUILD)/fuzz/core.a \
    $(patsubst %,$(BUILD)/fuzz/deps/%.o,cJSON cjson_number $(DEP_EX:%=ex_%))
	@clang $(SAN) -fsanitize=fuzzer -o $@ $^
TOWN	= $(patsubst %.c,$(BUILD)/host/%.o,$(wildcard tests/town/*.c))
$(BUILD)/host/town: $(TOWN) $(BUILD)/host/core.a $(BUILD)/host/deps.a
	@gcc -o $@ $^ -lpthread

# with a clock of its own: tests/house/test_clock.sh
$(BUILD)/host/earshot-1970: $(BUILD)/host/firmware/main.o \
    $(BUILD)/host/tests/house/clock_1970.o \
    $(BUILD)/host/tests/house/confine_none.o $(ALL:%=$(BUILD)/host/%)
	@gcc -Wl,--wrap=time,--wrap=clock_settime -o $@ $(filter %.o,$^) \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group -lpthread

# --- what the judge knows: word lists, trained tables -----------------------
$(BUILD)/lexicon: $(wildcard toolchain/lexicon*.[ch] core/judge/*.h) core/judge/label.c core/slice.c
	@mkdir -p $(@D) && gcc -O1 $(WARN) $(POSIX) -I. -o $@ $(filter %.c,$^)
$(BUILD)/bytes: toolchain/bytes.c
	@mkdir -p $(@D) && gcc -O1 $(WARN) $(POSIX) -o $@ $<
WORDS	= core/judge/valence.bin core/judge/lexicon/small_words.txt \
	  $(sort $(wildcard core/judge/lexicon/??.txt)) core/judge/lexicon/emoji.txt \
	  $(sort $(wildcard core/judge/issue/??.txt))
$(BUILD)/gen/lexicon.c: $(BUILD)/lexicon $(WORDS)
	@mkdir -p $(@D) && $< $(WORDS) >$@.tmp && mv $@.tmp $@
TABLES	= $(filter-out %/valence.bin,$(wildcard core/judge/*.bin))
$(BUILD)/gen/tables.c: $(BUILD)/bytes $(TABLES)
	@mkdir -p $(@D) && $< $(foreach t,$(TABLES),judge_$(basename $(notdir \
	    $(t)))=$(t)) >$@.tmp && mv $@.tmp $@

# --- the world's clocks ------------------------------------------------------
ZONES	= /usr/share/zoneinfo
$(BUILD)/zones: $(wildcard toolchain/zones*.[ch] core/when/zone*.h) core/when/zone_rule.c core/when/when_days.c | $(READY)
	@mkdir -p $(@D) && gcc -O1 $(WARN) $(POSIX) -I. -o $@ $(filter %.c,$^)
$(BUILD)/gen/zones.c: $(BUILD)/zones $(wildcard $(ZONES)/tzdata.zi)
	@mkdir -p $(@D) && $< $(ZONES) >$@.tmp && mv $@.tmp $@

# --- what drafts are made of -------------------------------------------------
$(BUILD)/phrases: toolchain/phrases.c core/answer/hole.c core/text/text.c \
    core/text/unicode.c core/text/grapheme.c core/slice.c core/sink.c \
    core/arena.c core/answer/phrase.h core/answer/hole.h
	@mkdir -p $(@D) && gcc -O1 $(WARN) $(POSIX) -I. -o $@ $(filter %.c,$^)
PHRASES	= $(patsubst %,core/answer/phrases/%.txt,en de fr es it pt)
$(BUILD)/gen/phrases.c: $(BUILD)/phrases $(PHRASES)
	@mkdir -p $(@D) && $< $(PHRASES) >$@.tmp && mv $@.tmp $@

# --- what of the recipe engine is data ---------------------------------------
$(BUILD)/gen/texts.c: toolchain/texts.awk $(wildcard core/recipe/*.txt core/recipe/*.json)
	@mkdir -p $(@D) && awk -f $^ >$@.tmp && mv $@.tmp $@

# --- what is embedded: recipes, roots --------------------------------------
PACK	= $(patsubst %,$(SRC)/zlib/%.c,adler32 compress crc32 deflate trees zutil)
$(BUILD)/embed: toolchain/embed.c | $(READY)
	@mkdir -p $(@D) && gcc -O1 $(WARN) $(POSIX) -isystem $(SRC)/zlib -c -o $@.o $<
	@gcc -O1 -w -o $@ $@.o $(PACK)
$(BUILD)/embed.c: $(BUILD)/embed firmware/demo/day.txt $(wildcard net/recipes/*/*.json) | $(READY)
	@$(BUILD)/embed $(SRC)/ca-certificates/mozilla/certdata.txt firmware/demo/day.txt \
	    $(sort $(wildcard net/recipes/*/*.json)) >$@.tmp && mv $@.tmp $@

# --- the power cuts ----------------------------------------------------------
CUTS	= $(patsubst %.c,$(BUILD)/host/%.o,$(wildcard tests/house/cuts*.c))
# what the benchmarks need of us: build/host/items, build/host/spike
$(BUILD)/host/%: tests/bench/%.c $(BUILD)/host/storage.a $(BUILD)/host/core.a $(BUILD)/host/deps.a
	@gcc -O2 $(WARN) -Wno-float-conversion -Wno-conversion $(POSIX) -I. $(DEPINC) -o $@ $< \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group -lpthread -lm
$(BUILD)/host/cuts: $(CUTS) $(BUILD)/host/storage.a $(BUILD)/host/core.a $(BUILD)/host/deps.a
	@gcc -o $@ $^ -lpthread
