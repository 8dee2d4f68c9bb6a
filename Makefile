# Every command a developer or a shop needs. `make help` lists them.
# Only Python 3.11 or later and make are needed; the rest is installed into .venv.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
SERAI := $(RUN) -m serai.config.cli
INSTALL := $(RUN) -m uv pip install --quiet --python $(RUN) --require-hashes --compile-bytecode

.DEFAULT_GOAL := help
.PHONY: help setup demo up check fmt lint types imports migrations docs-lint test test-all browser cover bench evaluate docs openapi pins clean

help: ## Show what you can do
	@echo "Serai"
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

$(VENV)/bin/uv: requirements/tools.txt
	@test -n "$(PYTHON)" || { echo "Serai needs Python 3.11 or later (with venv); none was found."; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

$(VENV)/.demo: $(VENV)/bin/uv requirements/demo.txt pyproject.toml
	@echo "Installing what the shop needs into $(VENV)"
	@$(INSTALL) -r requirements/demo.txt
	@$(RUN) -m uv pip install --quiet --python $(RUN) --no-deps --no-build-isolation -e .
	@$(RUN) -m compileall -q src
	@touch $@

$(VENV)/.dev: $(VENV)/.demo requirements/dev.txt
	@echo "Installing what tests and docs need into $(VENV)"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.dev ## Install everything for developers

demo: $(VENV)/.demo ## Start a whole shop on real data (Ctrl-C stops it)
	@exec $(SERAI) up --demo

up: $(VENV)/.demo ## Start an empty shop
	@exec $(SERAI) up

check: lint types imports migrations docs-lint ## Lint, types, boundaries, migrations, words

fmt: $(VENV)/.dev ## Format everything
	@$(RUN) -m ruff check --quiet --fix . ; $(RUN) -m ruff format --quiet .

lint: $(VENV)/.dev
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check --quiet .

types: $(VENV)/.dev
	@$(RUN) -m mypy

imports: $(VENV)/.dev
	@$(VENV)/bin/lint-imports --no-cache

migrations: $(VENV)/.dev
	@$(RUN) manage.py makemigrations --check --dry-run

docs-lint: $(VENV)/.dev
	@$(RUN) -m codespell_lib src tests docs benchmarks changelog.d *.md

test: $(VENV)/.dev ## Run the fast tests, in parallel, offline
	@$(RUN) -m pytest -q -n 2 -m "not slow and not browser"

test-all: $(VENV)/.dev ## Run every test: also journeys, races, crashes, fuzz, browser, docs
	@$(RUN) -m pytest -q -n 2 -m "not browser"
	@$(RUN) -m pytest -q -n 2 -m browser

browser: $(VENV)/.dev ## Run only the tests in a real browser
	@$(RUN) -m pytest -q -n 2 -m browser

cover: $(VENV)/.dev ## Measure branch coverage of the fast tests
	@$(RUN) -m coverage run -m pytest -q -m "not slow and not browser" && $(RUN) -m coverage report

bench: $(VENV)/.dev ## Measure every hot path beside its floor
	@$(SERAI) bench all

evaluate: $(VENV)/.dev ## Evaluate models and search beside their baselines
	@$(SERAI) evaluate all

docs: $(VENV)/.dev ## Build the documentation, strictly
	@$(RUN) -m sphinx -W --keep-going -n -q docs docs/_build/html && echo "docs/_build/html/index.html"

openapi: $(VENV)/.dev ## Rebuild the snapshot of the API; refuses what breaks clients (BREAKING=1 allows it)
	@$(SERAI) openapi --snapshot docs/reference/openapi.json $(if $(BREAKING),--breaking)

pins: $(VENV)/bin/uv ## Resolve the dependencies anew
	@for extra in "demo" "dev"; do \
		extras=$$(test $$extra = demo && echo "--extra demo" || echo "--extra demo --extra evm --extra s3 --extra spark --extra test --extra dev --extra docs"); \
		$(RUN) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-emit-find-links --no-header --no-annotate $$extras pyproject.toml -o requirements/$$extra.txt; done

clean: ## Remove the environment and everything built; data in var/ stay
	@rm -rf $(VENV) docs/_build .mypy_cache .ruff_cache .pytest_cache
