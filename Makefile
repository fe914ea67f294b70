# SPDX-License-Identifier: GPL-2.0
# Makefile - the front door. `make help` shows every target on one screen.
#
# Variables, for the targets that name them in the help:
#   EX=name		an example, or several: EX="hello-1 chardev"
#   KERNEL=name		a kernel of lab/kernels.list (default: this Debian's own)
#   KDIR=path		a kernel's build tree (default: the running kernel's)
#   DEBUG=1 STRACE=1	make check EX=name: by hand, all on the terminal; under strace
#   MUTATION=names	make mutate: only these, as 'lint-*'
#   LOG=0		make shell: without the kernel's log
#   W=1 C=1 C=2 LLVM=1	are handed on to kbuild

EX ?=
CHAPTER ?=
KERNEL ?=
LAB_KERNEL = $(if $(KERNEL),-k $(KERNEL))

.DEFAULT_GOAL := all
.PHONY: all modules helpers modules_install clean compile_commands.json help \
	run shell gdb check check-harness coverage mutate lint bench fetch setup clean-cache \
	live check-live book html epub check-book check-web transcripts modwhy install-modwhy

all modules helpers modules_install compile_commands.json:
	@$(MAKE) --no-print-directory -C examples $@

clean:
	@$(MAKE) --no-print-directory -C examples clean
	@rm -rf build

run: setup-run
	@lab/run $(LAB_KERNEL) $(EX)

# A machine that died or was ended has said so: no error of make's.
shell: setup-run
	@lab/shell $(LAB_KERNEL) $(EX) || [ $$? -ge 125 ]

gdb: setup-gdb
	@lab/shell --gdb $(LAB_KERNEL) $(EX) || [ $$? -ge 125 ]

# A test that the kernel has not what it NEEDS for is run on the debug kernel,
# which has to be compiled. With a KERNEL: what differs between kernels.
check: $(if $(EX)$(KERNEL),setup-check,setup-lint setup-kernel)
	$(if $(EX)$(KERNEL),,@tools/lint)
	$(if $(EX)$(KERNEL),,@lab/check-harness --fast)
	@$(if $(DEBUG),lab/debug $(LAB_KERNEL) $(if $(STRACE),-s) $(EX),lab/check \
		$(if $(KERNEL),$(LAB_KERNEL) -e,$(if $(EX),,-d)) $(EX))

check-harness: setup-check
	@lab/check-harness $(LAB_KERNEL) $(EX)

# Which lines of the examples no test runs; on the debug kernel.
coverage: setup-check setup-kernel
	@lab/coverage $(LAB_KERNEL) $(EX)

# Break one thing after the other, and see which test notices.
mutate: setup-lint
	@tools/mutate $(LAB_KERNEL) $(MUTATION)

lint: setup-lint
	@tools/lint

bench: setup-check
	@lab/bench $(LAB_KERNEL)

book: setup-book
	@tools/book $(CHAPTER)

html epub: setup-web
	@tools/web $@

# The book on paper, and what is made of it for screens.
check-book: setup-check-book setup-check-web
	@tools/check-book
	@$(MAKE) --no-print-directory check-web

check-web: setup-check-web
	@tools/web html
	@tools/check-web

transcripts: setup-check
	@tools/transcript record $(LAB_KERNEL)

# The machine that the HTML book runs the examples in: build/live/site.
live: setup-live
	@live/build

check-live: setup-check-live live
	@live/check $(EX)

fetch: setup-run
	@lab/fetch --newest $(KERNEL)

# Say why a module does not load; PREFIX and DESTDIR say where it is installed.
modwhy:
	@$(MAKE) --no-print-directory -C modwhy OUT="$(CURDIR)/build/modwhy"

install-modwhy:
	@$(MAKE) --no-print-directory -C modwhy OUT="$(CURDIR)/build/modwhy" install

SETUPS := setup-run setup-check setup-lint setup-gdb setup-kernel setup-arm64 \
	setup-book setup-check-book setup-web setup-check-web setup-live setup-check-live
.PHONY: $(SETUPS)
$(SETUPS): setup-%:
	@lab/setup $(LAB_KERNEL) $*

clean-cache:
	@lab/clean-cache

help:
	@lab/help

# Feed modwhy's readers with what coverage finds interesting: an hour, or SECONDS.
.PHONY: fuzz
fuzz: setup-check
	@tools/fuzz $(SECONDS)

# As on other distributions, and as newcomers on a fresh Debian: takes podman, root and a network.
.PHONY: check-container setup-container
check-container: setup-container
	@LAB_CONTAINER_TESTS=1 prove --norc \
		--exec "lab/test $(or $(KERNEL),$$(bash -c '. lab/lib.sh; default_kernel'))" \
		tests/host/container.t tests/host/newcomer.t

setup-container:
	@lab/setup container

# A Debian package of modwhy: build/modwhy_VERSION_ARCH.deb.
.PHONY: modwhy-deb
modwhy-deb: setup-deb
	@tools/modwhy-deb

.PHONY: setup-deb
setup-deb:
	@lab/setup deb

# What is put on a web server, for the address SITE_URL: build/site.
.PHONY: site
site: setup-web
	@tools/web html
	@tools/pages

# Where this system is not Debian, the recipes of these run in a container of it.
CONTAINED := run shell gdb check check-harness coverage book html epub site live \
	check-live modwhy-deb
ifneq ($(filter $(CONTAINED),$(MAKECMDGOALS)),)
ifeq ($(shell lab/container --needed),yes)
run shell: export LAB_PURPOSE := run
gdb: export LAB_PURPOSE := gdb
check: export LAB_PURPOSE := lint kernel
check-harness coverage: export LAB_PURPOSE := check kernel
book: export LAB_PURPOSE := book
html epub site: export LAB_PURPOSE := web
live: export LAB_PURPOSE := live
check-live: export LAB_PURPOSE := check-live
modwhy-deb: export LAB_PURPOSE := deb
$(CONTAINED): SHELL := lab/container
$(CONTAINED): .SHELLFLAGS := -c
endif
endif
