# What one does with this project; `make` alone lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3.11
BIN := .venv/bin
DONE := .make
# Tests run on all cores, a file at a time; each worker has a database and a folder of its own.
MANY := -n auto --dist loadfile --no-loadscope-reorder
export DJANGO_SETTINGS_MODULE := savienojums.settings
SOURCES := $(shell find frontend/src savienojums -name '*.css' -o -name '*.ts' -o -name '*.po' 2>/dev/null | grep -v static/built)

.PHONY: help demo serve test test-browser test-postgres check fix bench docs words migrations build lock clean

help: ## What can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# --- what everything else needs ------------------------------------------------

$(DONE)/venv: requirements/dev.txt
	@sh bin/prepare $(PYTHON)
	@mkdir -p $(DONE) && touch $@

$(DONE)/front: $(DONE)/venv frontend/package-lock.json frontend/build.mjs frontend/build.py $(SOURCES)
	@$(BIN)/python frontend/build.py
	@touch $@

# --- to run it -------------------------------------------------------------------

demo: $(DONE)/front ## Serve a throw-away Sēlija on http://127.0.0.1:8000
	@$(BIN)/python -m savienojums demo $(ARGS)

serve: $(DONE)/front ## Serve the lasting data folder (SAVIENOJUMS_DATA)
	@$(BIN)/python -m savienojums serve $(ARGS)

# --- to trust it -------------------------------------------------------------------

test: $(DONE)/front ## All tests; those in a browser too where Chromium is installed
	@$(BIN)/pytest -m "not browser" $(MANY) $(ARGS)
	@$(BIN)/pytest -m browser $(ARGS)

test-browser: $(DONE)/front ## Only the tests that need Chromium
	@$(BIN)/pytest -m browser $(ARGS)

test-postgres: $(DONE)/front ## The tests without browser on PostgreSQL and Redis, started for the purpose
	@sh bin/with-postgres $(BIN)/pytest -m "not browser" $(MANY) $(ARGS)

check: $(DONE)/front ## Form, types, the order of the house, catalogues, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint savienojums --quiet
	$(BIN)/python frontend/build.py --check
	SAVIENOJUMS_DATA=$$(mktemp -d) $(BIN)/python -m django makemigrations --check --dry-run
	$(BIN)/python bin/documents --check

fix: $(DONE)/venv ## Bring the form in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DONE)/front ## Measure speed, memory, size and search quality beside a reference page
	@$(BIN)/python -m bench $(ARGS)

docs: $(DONE)/front ## Write the generated documents anew
	$(BIN)/python bin/documents

# --- to change it --------------------------------------------------------------------

words: $(DONE)/venv ## Gather the words of the screens into the catalogues (needs gettext)
	cd savienojums && ../$(BIN)/python -m django makemessages -l lv -l en -l ru --no-wrap --no-location --no-obsolete

migrations: $(DONE)/venv ## Write migrations for changed records
	$(BIN)/python -m django makemigrations

build: $(DONE)/front ## The wheel
	$(BIN)/python -m build --wheel --no-isolation

lock: $(DONE)/venv ## Lock the Python packages anew, with hashes and without addresses
	$(BIN)/python bin/lock

clean: ## Remove everything that was made
	rm -rf .venv .make .demo build dist frontend/node_modules frontend/build savienojums/core/static/built
