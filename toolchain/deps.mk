# deps.mk - the libraries, compiled file by file into one archive.
# Included by the Makefile once per kind of build; SRC is where fetch.sh put
# them. No autotools, no cmake: the lists below are the whole configuration.

MB   = $(SRC)/mbedtls/library
LM   = $(SRC)/lmdb/libraries/liblmdb
EX   = $(SRC)/expat/expat/lib
ZL   = $(SRC)/zlib
CJ   = $(SRC)/cjson
DEPINC = -isystem $(SRC)/mbedtls/include -isystem $(CJ) -isystem $(LM) \
	 -isystem $(EX) -isystem $(ZL) -Itoolchain

DEP_LM = mdb midl
DEP_EX = xmlparse utf8 random_getrandom
DEP_ZL = adler32 crc32 inffast inflate inftrees zutil
DEP_MB = $(patsubst $(MB)/%.c,%,$(wildcard $(MB)/*.c))
DEP_O  = cJSON.o cjson_number.o $(DEP_LM:%=lm_%.o) $(DEP_EX:%=ex_%.o) $(DEP_ZL:%=z_%.o) \
	 $(DEP_MB:%=mb_%.o)

# $(call deps,DIR,CC,CFLAGS,TLSCONFIG): rules that make DIR/deps.a. Their memory
# is watched as ours is; what they add to a null pointer is not our business.
define deps
$(1)/deps.a: $(DEP_O:%=$(1)/deps/%)
	@rm -f $$@ && $$(AR) rcsD $$@ $$^
$(1)/deps/cJSON.o: $(SRC)/cjson/cJSON.c toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) -Dstrtod=cjson_number -c -o $$@ $$<
$(1)/deps/cjson_number.o: toolchain/cjson_number.c toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) $(WARN) -c -o $$@ $$<
$(1)/deps/lm_%.o: $(LM)/%.c toolchain/lmdb_shim.h toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) -w -include toolchain/lmdb_shim.h -c -o $$@ $$<
$(1)/deps/ex_utf8.o: toolchain/expat_utf8.c toolchain/expat_config.h toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) -Itoolchain -I$(EX) -c -o $$@ $$<
$(1)/deps/ex_%.o: $(EX)/%.c toolchain/expat_config.h toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) -Itoolchain -I$(EX) -c -o $$@ $$<
$(1)/deps/z_%.o: $(ZL)/%.c toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) -w -DHAVE_UNISTD_H -DHAVE_HIDDEN -DDYNAMIC_CRC_TABLE -DBUILDFIXED -DZ_TESTW=0 -c -o $$@ $$<
$(1)/deps/mb_%.o: $(MB)/%.c toolchain/$(4) toolchain/mbedtls_config.h toolchain/mbedtls_psa.h \
		toolchain/targets.mk
	@mkdir -p $$(@D) && $(2) $(3) -DMBEDTLS_CONFIG_FILE='"toolchain/$(4)"' \
	    -I. -I$(SRC)/mbedtls/include -I$(MB) -c -o $$@ $$<
endef
