# Every target is explained by `make help`. Needs GNU make 4 and Python 3.11 or newer; nothing beyond `setup` needs a network.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
EXTRAS := --extra generator

# Test data and MedQuAD are used where they lie beside the project; a value from the caller wins.
DATA := $(wildcard ../shared/data)
MEDQUAD := $(wildcard ../shared/data/medquad-xml.tar.xz)
ifneq ($(DATA),)
test check faults figures-ask figures-watch: export BEDSIDE_TEST_DATA ?= $(abspath $(DATA))
endif
ifneq ($(MEDQUAD),)
demo figures-ask: export BEDSIDE_MEDQUAD ?= $(abspath $(MEDQUAD))
endif

##@ Start
help: ## List every target with what it does
	@awk 'BEGIN {FS = ":[^#]*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-zA-Z0-9%_-]+:[^#]*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: ## Create .venv with everything locked in uv.lock; quick when nothing changed
	@PYTHON='$(PYTHON)' sh scripts/setup.sh $(EXTRAS)

demo: setup ## Set up, then answer questions at http://127.0.0.1:8400
	@$(BIN)/bedside demo

##@ Prove
test: setup system ## Everything: lint, types, import rules and all tests
	@$(MAKE) lint types imports
	$(BIN)/pytest

check: setup ## The three-minute subset: lint, types, import rules, fast unit and architecture tests
	@$(MAKE) lint types imports
	$(BIN)/pytest -m "not slow" tests/unit tests/architecture

lint: setup ## Formatting and lint rules (ruff)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## Types, strict, of src and benchmarks (mypy)
	$(BIN)/mypy

imports: setup ## Who may import whom (import-linter)
	$(BIN)/lint-imports --no-cache

system: ## Install the Debian packages that tests use (Debian as root), else say what is missing
	@sh scripts/system_packages.sh

faults: setup system ## The long fault tests, two hours, one of them the soak, and what each saw; SOAK=10 soaks for ten minutes
	SOAK='$(SOAK)' $(BIN)/python -m benchmarks.watch.faults

image: ## Build the container image bedside:local by buildah, as root on Debian; BASE=debootstrap needs no registry
	@sh scripts/build_image.sh $(if $(BASE),--$(BASE))

##@ Measure
figures-ask: setup ## Measure the figures of the Ask part into figures/ask.json; QUICK=1 takes ten minutes on smaller n
	QUICK='$(QUICK)' $(BIN)/python -m benchmarks.figures_ask

figures-watch: setup system ## Measure the figures of the Watch part into figures/watch.json, an hour and more; QUICK=1 takes short fault tests
	QUICK='$(QUICK)' $(BIN)/python -m benchmarks.figures_watch

figures-%: ## Figures of scale, learn, trust or ship; not built yet, says so and fails
	@echo 'make $@: not built yet. Its part is not there; docs/roadmap.md has its state.' >&2; exit 1

##@ Tend
format: setup ## Rewrite the code in the project's format and apply safe lint fixes
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: ## Bring uv.lock in line with pyproject.toml, then export requirements.txt; UPGRADE=1 takes the newest of all
	$(UV) lock $(if $(UPGRADE),--upgrade)
	@$(MAKE) requirements

requirements: ## Export requirements.txt from uv.lock, with hashes
	$(UV) export --quiet --locked --no-dev --no-emit-project --no-header --format requirements-txt --output-file requirements.txt

clean: ## Remove caches and build output; keeps .venv, bedside-data and figures
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . \( -name .venv -o -name .uv -o -name .git \) -prune -o -type d -name __pycache__ -exec rm -rf {} +

.PHONY: help setup demo test check lint types imports system faults image figures-ask figures-watch format lock requirements clean
