# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Everything that is done with Praktijk from a checkout; needs Python 3.11 or newer, and make.
#   PYTHON=         another Python (default python3)
#   PORT=           port to serve on (default 8000)
#   PRAKTIJK_DATA=  folder for database, uploads and key (default var/)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TESTS ?= tests

PO_FILES := $(wildcard $(foreach room,src/praktijk/* src/praktijk/*/*,$(room)/locale/*/LC_MESSAGES/django.po))
MO_FILES := $(PO_FILES:.po=.mo)
CHARTS := src/praktijk/web/static/web/world.json

.PHONY: help demo install test check bench screenshots messages lock clean
.DEFAULT_GOAL := help

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do printf '  make %-11s %s\n' "$$name" "$$words"; done

demo: install ## Try Praktijk out on this machine (Ctrl-C stops it)
	@exec $(BIN)/praktijk demo

install: $(VENV)/.praktijk $(MO_FILES) $(CHARTS) ## Prepare .venv, with .venv/bin/praktijk in it

# Each file .venv/.name says when that step was last done.
$(VENV)/.python:
	@$(PYTHON) -c '' 2>/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or name one with PYTHON=." >&2; exit 2; }
	@$(PYTHON) scripts/check_python.py
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { echo "$(PYTHON) cannot make an environment: its venv module is missing (on Debian: apt install python3-venv)." >&2; exit 2; }
	@touch $@

$(VENV)/.base: requirements/base.txt $(VENV)/.python
	@echo "Installing what Praktijk needs (some 270 MB the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.praktijk: pyproject.toml $(VENV)/.base
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Praktijk is installed: $(BIN)/praktijk"

$(VENV)/.dev: requirements/dev.txt $(VENV)/.praktijk
	@echo "Installing what tests and checks need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(CHARTS): src/praktijk/web/bundle.py src/praktijk/web/charts.py src/praktijk/web/shapes.py $(VENV)/.base | $(VENV)/.praktijk
	@$(BIN)/python -m praktijk.web.bundle
	@touch $@

%.mo: %.po | $(VENV)/.praktijk
	@$(BIN)/pybabel --quiet compile --locale nl --input-file $< --output-file $@
	@touch $@

test: install $(VENV)/.dev ## Run every test, those in a browser too (TESTS= for some)
	@$(BIN)/python scripts/ensure_browser.py
	@$(BIN)/python -m pytest $(TESTS)

check: install $(VENV)/.dev ## Check style, types, imports, migrations, translations, licences
	@$(BIN)/python scripts/check.py

bench: install $(VENV)/.dev ## Measure, as ratios to floors measured in the same run
	@$(BIN)/python -m bench

screenshots: install $(VENV)/.dev ## Take the pictures of the guides anew, in both languages (needs Chromium)
	@$(BIN)/python scripts/screenshots.py

messages: install ## Bring the translation files up to date with the code (ROOM= for one), and compile them
	@$(BIN)/python scripts/messages.py update $(ROOM)
	@$(MAKE) --no-print-directory install

LOCK := $(BIN)/uv --quiet pip compile --universal --python-version 3.11 --generate-hashes --no-header
lock: $(VENV)/.dev ## Lock the dependencies again, by hash
	@$(LOCK) requirements/base.in --output-file requirements/base.txt
	@$(LOCK) requirements/dev.in --output-file requirements/dev.txt

clean: ## Remove what was made, but not the data
	@rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find src -name '*.mo' -delete
	@rm -f $(CHARTS) $(CHARTS).gz
