# strata: build, test, install. `make help` lists what there is.
#
# Everything made goes below build/$(VARIANT), which mirrors the source tree: src/base/str.c becomes
# build/release/src/base/str.o. Each room (CONTRIBUTING.md) is one archive, build/release/lib/<room>.a.
# Your own settings go into config.mak (say, DEVELOPER = 1) or on the command line.

VERSION = 0.1.0

VARIANT = release
JOBS := $(shell nproc 2>/dev/null || echo 2)
PREFIX = /usr/local
ifeq ($(origin CC),default)
CC = gcc
endif
-include config.mak

# ---------------------------------------------------------------- make itself

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif

# Commands are shown as one short line each, with the variant if it is not release, or in full with V=1.
quiet = $(if $(filter 1,$(V)),,@printf '  %-7s %s\n' $1 '$2$(if $(filter-out release,$(VARIANT)), [$(VARIANT)])';)
Q = $(if $(filter 1,$(V)),,@)

# ---------------------------------------------------------------- what is needed from elsewhere

# build/deps.mk says how to use each library; setup.sh writes it, and is asked again every time. It installs
# what is missing for `run`, `setup` and the checks; any other target only says what that is.
GOALS := $(or $(MAKECMDGOALS),all)
INSTALLING := $(filter run setup update-golden check check-%,$(GOALS))
LEVEL := $(if $(filter setup update-golden check check-%,$(GOALS)),check,run)
BUILDING := $(filter-out help clean uninstall stats format,$(GOALS))
ifneq ($(BUILDING),)
include build/deps.mk
ifneq ($(SETUP),done)
build/deps.mk: FORCE
	@CC='$(CC)' src/tools/setup.sh $(if $(findstring n,$(firstword -$(MAKEFLAGS))),,$(if $(INSTALLING),--install)) $(LEVEL) $@
endif
endif

FORCE:
.PHONY: FORCE

# ---------------------------------------------------------------- rooms

# Which rooms there are, and which sees which: ROOMS and SEES_room.
include src/rooms.mk

# Foreign libraries, by the room that knows them; OPENED are those that a child process opens by their names, and that are
# not linked.
FOREIGN_base   := libutf8proc
FOREIGN_store  := yaml-0.1
FOREIGN_report := jansson
FOREIGN_export := jansson
FOREIGN_term   := ncursesw

OPENED_export  := libcgraph libgvc cairo pangocairo fontconfig

LIBRARIES := $(foreach r,$(ROOMS),$(FOREIGN_$r) $(OPENED_$r))

ROOM_CPPFLAGS_export := -DGVC_SONAME='"$(GVC_SONAME)"' -DCGRAPH_SONAME='"$(CGRAPH_SONAME)"'
ROOM_LIBS_export     := -ldl

# ---------------------------------------------------------------- flags

# Files that need more than POSIX.
GNU_SOURCES := tests/pty/% tests/unit/export/test_render.c

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wvla -Wmissing-prototypes -Wstrict-prototypes \
	-Wold-style-definition -Wpointer-arith -Wcast-qual -Wwrite-strings -Wundef -Wformat=2 -Wswitch-enum
ifeq ($(DEVELOPER),1)
WARNINGS += -Werror
endif

HARDENING    := -fstack-protector-strong -fstack-clash-protection -fPIE
HARDENING_LD := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
FORTIFY      := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
SANITIZE     := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

CFLAGS_release := -O2 -g $(FORTIFY)
CFLAGS_debug   := -O0 -g3
CFLAGS_san     := -O1 -g $(SANITIZE)
LDFLAGS_san    := $(SANITIZE)
ifeq ($(CFLAGS_$(VARIANT)),)
$(error VARIANT is release, debug or san, not "$(VARIANT)")
endif

ALL_CPPFLAGS := -Iinclude -Isrc $(CPPFLAGS)
ALL_CFLAGS   := -std=c11 $(WARNINGS) $(HARDENING) $(CFLAGS_$(VARIANT)) $(CFLAGS)
ALL_LDFLAGS  := $(HARDENING_LD) $(LDFLAGS_$(VARIANT)) $(LDFLAGS)

# Other people's headers are system headers, so that our warnings are about us; and they do not choose our macros.
cflags = $(patsubst -I%,-isystem %,$(filter-out -D%,$(foreach l,$1,$(CFLAGS_$l))))
libs   = $(sort $(foreach l,$1,$(LIBS_$l)))

features = $(if $(filter $(GNU_SOURCES),$1),-D_GNU_SOURCE,-D_XOPEN_SOURCE=700)

# ---------------------------------------------------------------- files

B := build/$(VARIANT)
PROGRAM := $B/strata
EMBED   := $B/embed

src_of = $(wildcard src/$1/*.c src/$1/*/*.c)
obj    = $(patsubst %.c,$B/%.o,$1)
lib    = $(patsubst %,$B/lib/%.a,$1)

SUPPORT_SRC := $(wildcard tests/support/*.c)
UNIT_SRC    := $(wildcard tests/unit/*/test_*.c)
AREA_SRC    := $(filter-out tests/unit/% tests/support/% tests/bench/%,$(wildcard tests/*/test_*.c))
SCRIPTS     := $(filter-out tests/bench/%,$(wildcard tests/*/run.sh))
LINTS       := $(filter-out %/common.sh %/valgrind.sh,$(wildcard tests/lint/*.sh))
SRC         := $(foreach r,$(ROOMS),$(call src_of,$r)) $(wildcard src/*.c src/tools/*.c)
SHIPPED     := $(call lib,shipped)

# Tests and the program they run stand on a catalogue in which no price changes (tests/catalogs/frozen), but for the areas
# that are about the one we ship.
FROZEN         := $(call lib,frozen)
FROZEN_PROGRAM := $B/frozen/strata
SHIPPED_AREAS  := presets findings readings seed smoke lint bench

.PHONY: all
all: $(PROGRAM) ## build strata (VARIANT=release|debug|san, DEVELOPER=1: warnings are errors, V=1: show commands)

# ---------------------------------------------------------------- compiling

# Stamps: rewritten only when what they say has changed, and what depends on it is then made again.
define stamp
$1: FORCE
	@mkdir -p $$(@D); printf '%s\n' '$2' | cmp -s - $$@ || printf '%s\n' '$2' >$$@
endef
$(eval $(call stamp,$B/flags,$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(GNU_SOURCES) $(GVC_SONAME) $(CGRAPH_SONAME) \
	$(call cflags,$(LIBRARIES))))
$(eval $(call stamp,$B/sources,$(SRC) $(SUPPORT_SRC)))

# The version is known to one object, so that a commit does not compile everything again.
VERSION_HERE := $(or $(patsubst v%,%,$(shell GIT_CEILING_DIRECTORIES='$(dir $(CURDIR))' \
	git describe --tags --match 'v[0-9]*' --dirty 2>/dev/null)),$(VERSION))
$(eval $(call stamp,$B/version,$(VERSION_HERE)))
$B/src/cli/version.o: $B/version
$B/src/cli/version.o: private FILE_CPPFLAGS := -DSTRATA_VERSION='"$(VERSION_HERE)"'

$(foreach r,$(ROOMS),$(eval $B/src/$r/%.o: private ROOM_CPPFLAGS := \
	$(ROOM_CPPFLAGS_$r) $(call cflags,$(FOREIGN_$r) $(OPENED_$r))))
$B/tests/%.o: private ROOM_CPPFLAGS := -iquote tests -iquote tests/support $(call cflags,cmocka vterm $(LIBRARIES))

compile = $(CC) $(call features,$<) $(ALL_CPPFLAGS) $(ROOM_CPPFLAGS) $(FILE_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$B/%.o: %.c $B/flags
	@mkdir -p $(@D)
	$(call quiet,CC,$<)$(compile)

$B/gen/%.o: $B/gen/%.c $B/flags
	$(call quiet,CC,$<)$(compile)

# (q: sub-rooms may have files of one name.)
archive = mkdir -p $(@D) && rm -f $@ && $(AR) qcsD $@ $(filter %.o,$^)
define room_archive
$(call lib,$1): $(call obj,$(call src_of,$1)) $B/sources
	$$(call quiet,AR,$$@)$$(archive)
endef
$(foreach r,$(ROOMS),$(eval $(call room_archive,$r)))

$(call lib,support): $(call obj,$(SUPPORT_SRC)) $B/sources
	$(call quiet,AR,$@)$(archive)

ifneq ($(BUILDING),)
-include $(patsubst %.c,$B/%.d,$(SRC) $(SUPPORT_SRC) $(UNIT_SRC) $(AREA_SRC)) $B/gen/shipped.d $B/gen/frozen.d
endif

# ---------------------------------------------------------------- linking

link = $(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.o %.a,$^)

# $(call rooms_libs,ROOMS): the foreign libraries that they need.
rooms_libs = $(call libs,$(foreach r,$1,$(FOREIGN_$r))) $(foreach r,$1,$(ROOM_LIBS_$r))

$(PROGRAM): $B/src/main.o $(call lib,$(ROOMS)) $(SHIPPED)
	$(call quiet,LINK,$@)$(link) $(call rooms_libs,$(ROOMS))

$(FROZEN_PROGRAM): $B/src/main.o $(call lib,$(ROOMS)) $(FROZEN)
	@mkdir -p $(@D)
	$(call quiet,LINK,$@)$(link) $(call rooms_libs,$(ROOMS))

# The catalogue and the themes that are compiled in: embed writes them as C.
$(EMBED): $B/src/tools/embed.o $(call lib,$(SEES_store))
	$(call quiet,LINK,$@)$(link) $(call rooms_libs,$(SEES_store))

define embedded
$B/gen/$1.c: $(EMBED) $(shell find $2 themes)
	@mkdir -p $$(@D)
	$$(call quiet,EMBED,$$@)$(EMBED) $2 themes $$@

$(call lib,$1): $B/gen/$1.o
	$$(call quiet,AR,$$@)$$(archive)
endef
$(eval $(call embedded,shipped,catalog/ai-stack))
$(eval $(call embedded,frozen,tests/catalogs/frozen))

# A unit test is linked with its room and what that room sees; from analysis on, with a catalogue as well.
define unit_test
$B/tests/unit/$1/test_%: $B/tests/unit/$1/test_%.o $(call lib,support) $(call lib,$(SEES_$1)) \
		$(if $(filter analysis,$(SEES_$1)),$(FROZEN))
	$$(call quiet,LINK,$$@)$$(link) $(call rooms_libs,$(SEES_$1)) $(call libs,cmocka $(if $(filter export,$1),libcgraph))
endef
$(foreach r,$(ROOMS),$(eval $(call unit_test,$r)))

# Any other test program may use everything. $(call area_test,FOLDER/,CATALOGUE)
define area_test
$B/tests/$1%: $B/tests/$1%.o $(call lib,support) $(call lib,$(ROOMS)) $2
	$$(call quiet,LINK,$$@)$$(link) $(call rooms_libs,$(ROOMS)) $(call libs,cmocka vterm) -lutil
endef
$(eval $(call area_test,,$(FROZEN)))
$(foreach a,$(SHIPPED_AREAS),$(eval $(call area_test,$a/,$(SHIPPED))))

# The terminal's tests have a harness beside them, and a small program to be tested.
$B/tests/pty/test_designer $B/tests/pty/test_terminal: $B/tests/pty/pty.o | $B/tests/pty/floor

# ---------------------------------------------------------------- running

.PHONY: setup run
setup: ## install the libraries that building and testing need, where they are missing
	@:

run: $(PROGRAM) ## start strata, with ARGS="..."
	$(Q)$(PROGRAM) $(ARGS)

# ---------------------------------------------------------------- checking

# tests/unit/<room>/test_*.c   unit tests, one program each
# tests/<area>/test_*.c        tests of the whole program, STRATA in the environment (SHIPPED_AREAS: the shipped one)
# tests/<area>/run.sh          the same as a script that prints "ok N - name" and "not ok N - name"
# tests/lint/*.sh              checks of the source, and of what was built from it (BUILD in the environment)
#
# tests/run.sh runs a list of VARIANT:FILE. TEST=text picks the tests with that text in their names.

AREAS    := $(sort screens export cli catalogs pty $(patsubst tests/%/,%,$(dir $(AREA_SRC) $(SCRIPTS))))
pick     = $(if $(TEST),$(foreach t,$1,$(if $(findstring $(TEST),$t),$t)),$1)
programs = $(patsubst %.c,build/$2/%,$(call pick,$1))
# $(call unit,VARIANT) and $(call area,VARIANT,AREAS): the programs. $(call items,VARIANT,FILES): for run.sh.
unit     = $(call programs,$(UNIT_SRC),$1)
area     = $(call programs,$(filter $(2:%=tests/%/%),$(AREA_SRC)),$1)
scripts  = $(filter $(1:%=tests/%/run.sh),$(SCRIPTS))
items    = $(addprefix $1:,$2)

RUN = $(Q)CC='$(CC)' SHIPPED_AREAS='$(SHIPPED_AREAS)' JOBS='$(JOBS)' V='$(V)' TEST='$(TEST)' UPDATE_GOLDEN='$(UPDATE_GOLDEN)' tests/run.sh

UNIT_ITEMS := $(call items,$(VARIANT),$(call unit,$(VARIANT)))
AREA_ITEMS := $(call items,$(VARIANT),$(call area,$(VARIANT),$(AREAS)) $(SCRIPTS))
LINT_ITEMS := $(call items,$(VARIANT),$(LINTS))

# Under sanitizers: unit tests, screens and the real terminal. SAN= leaves it out.
SAN       := $(if $(filter san,$(VARIANT)),,san)
SAN_AREAS := screens pty
SAN_ITEMS := $(call items,san,$(call unit,san) $(call area,san,$(SAN_AREAS)) $(call scripts,$(SAN_AREAS)))

# Under valgrind, where there is one: unit tests of the core and the command line. VALGRIND= leaves it out.
VALGRIND       := $(shell command -v valgrind)
VALGRIND_ITEMS := $(call items,valgrind,$(filter $(patsubst %,$B/tests/unit/%/%,base model analysis store report export),\
	$(call unit,$(VARIANT)))) $(VARIANT):tests/lint/valgrind.sh

.PHONY: programs san-programs
programs: $(PROGRAM) $(FROZEN_PROGRAM) $(call unit,$(VARIANT)) $(call area,$(VARIANT),$(AREAS))
san-programs:
	+$(Q)$(MAKE) VARIANT=san SETUP=done programs

.PHONY: check
check: programs $(SAN:%=%-programs) ## everything below; the last line is "N passed, N failed" (TEST=text: only those)
	$(RUN) $(UNIT_ITEMS) $(AREA_ITEMS) $(LINT_ITEMS) $(if $(SAN),$(SAN_ITEMS)) $(if $(VALGRIND),$(VALGRIND_ITEMS))

.PHONY: check-unit
check-unit: $(call unit,$(VARIANT)) ## unit tests
	$(RUN) $(UNIT_ITEMS)

# check-screens: ## screens, from keys
# check-export:  ## exports
# check-diagram: ## pictures in character cells
# check-cli:     ## the command line
# check-catalogs: ## good and bad catalogues
# check-pty:     ## the real program in a real terminal
.PHONY: $(AREAS:%=check-%)
$(foreach a,$(AREAS),$(eval check-$a: $(call area,$(VARIANT),$a)))
$(AREAS:%=check-%): check-%: $(PROGRAM) $(FROZEN_PROGRAM)
	$(RUN) $(call items,$(VARIANT),$(call area,$(VARIANT),$*) $(call scripts,$*))

.PHONY: check-lint
check-lint: programs ## the source: include arrows, headers, banned calls, globals, what is linked
	$(RUN) $(LINT_ITEMS)

.PHONY: format
format: ## write the C as .clang-format says
	$(Q)find src include tests -name '*.[ch]' -print0 | xargs -0 clang-format-16 -i

.PHONY: check-headers
check-headers: ## every header compiles alone
	$(RUN) $(VARIANT):tests/lint/headers.sh

.PHONY: check-san
check-san: san-programs ## unit tests, screens and terminal under the address and undefined behaviour sanitizers
	$(RUN) $(SAN_ITEMS)

.PHONY: check-valgrind
check-valgrind: programs ## unit tests of the core and the command line under valgrind
	$(if $(VALGRIND),,@echo 'valgrind is not here' >&2; exit 1)
	$(RUN) $(VALGRIND_ITEMS)

.PHONY: update-golden
update-golden: UPDATE_GOLDEN := 1
update-golden: programs ## accept what the tests see now: rewrites the expected files (read the diff)
	$(RUN) $(UNIT_ITEMS) $(filter-out $(VARIANT):%/pty/run.sh $(VARIANT):$B/tests/pty/%,$(AREA_ITEMS))

.PHONY: stats
stats: ## the house in figures: files and arrows of each room, lengths of functions
	$(Q)src/tools/stats.sh

.PHONY: bench
bench: $(PROGRAM) $(patsubst tests/bench/%.c,$B/tests/bench/%,$(wildcard tests/bench/*.c)) ## measure speed
	$(Q)STRATA='$(CURDIR)/$(PROGRAM)' tests/bench/run.sh

# ---------------------------------------------------------------- installing

DOC   := $B/doc
SHARE := $(DESTDIR)$(PREFIX)/share
DOCS  := man bash zsh fish
TO_man  := man/man1/strata.1
TO_bash := bash-completion/completions/strata
TO_zsh  := zsh/site-functions/_strata
TO_fish := fish/vendor_completions.d/strata.fish

.PHONY: docs install uninstall clean help
docs: $(DOCS:%=$(DOC)/%) ## man page and completions, written by strata itself
$(DOC)/%: $(PROGRAM)
	@mkdir -p $(@D)
	$(call quiet,DOC,$@)$(PROGRAM) --doc $* >$@

install: all docs ## install below PREFIX=/usr/local (DESTDIR=...)
	install -D -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/strata'
	$(foreach d,$(DOCS),install -D -m 644 $(DOC)/$d '$(SHARE)/$(TO_$d)' &&) :
	install -D -m 644 schema/review.schema.json '$(SHARE)/strata/review.schema.json'
	install -D -m 644 LICENSE '$(SHARE)/doc/strata/LICENSE'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/strata' $(foreach d,$(DOCS),'$(SHARE)/$(TO_$d)')
	rm -rf '$(SHARE)/doc/strata' '$(SHARE)/strata'

clean: ## remove build/
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^#? ?[a-z-]+:.*## / { sub(/^# /, "", $$1); printf "  make %-15s %s\n", $$1, $$2 }' Makefile
