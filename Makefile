# Short names for scripts/dev.py, which does the work and runs where make is missing.
# LAN=1 make run     also lets other devices on this network in
# make lab NAME=Maas ARGS="…"

PYTHON ?= python3
DEV = $(PYTHON) scripts/dev.py
ARGS ?=

.PHONY: help run test check bench soak lab remove-demo fmt lock generate
help:
	@$(DEV) --help
run:
	@$(DEV) run $(if $(LAN),lan) $(ARGS)
test check bench soak remove-demo fmt lock generate:
	@$(DEV) $@ $(ARGS)
lab:
	@$(DEV) lab "$(NAME)" $(ARGS)
