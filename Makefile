# One target for each thing that a person does; each does its own set-up. `make help` lists them.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
UI := review_ui
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt
UI_SOURCES := $(shell find $(UI)/src $(UI)/public -type f 2>/dev/null) $(wildcard $(UI)/*.json $(UI)/*.ts $(UI)/*.html)

export CARGOLENS_HOME ?= .cargolens

.PHONY: help demo serve test lint bench page clean format
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(BIN)/python:
	@command -v python3 >/dev/null || { echo "python3 is missing; get it with: apt-get install python3 python3-venv"; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$(python3 -V)"; exit 1; }
	@python3 -c 'import ensurepip' 2>/dev/null || { echo "the venv module is missing; get it with: apt-get install python3-venv"; exit 1; }
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip

$(VENV)/.serve: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(VENV)/.demo: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[simulate]'
	@touch $@ $(VENV)/.serve

$(VENV)/.all: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e '.[dev,train,simulate,postgres,s3,ocr]'
	@touch $@ $(VENV)/.serve $(VENV)/.demo

$(UI)/node_modules/.done: $(UI)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing; get Node 20 or newer with: apt-get install nodejs npm"; exit 1; }
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node 20 or newer is needed; this is $$(node -v)"; exit 1; }
	cd $(UI) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(UI)/dist/index.html: $(UI)/node_modules/.done $(UI_SOURCES)
	cd $(UI) && npm run --silent build
	@touch $@

page: $(UI)/dist/index.html ## build the officer's page

demo: $(VENV)/.demo page ## install, start the service, fill it with simulated scans, print the address
	$(BIN)/cargolens demo

serve: $(VENV)/.serve page ## start the service on 127.0.0.1:8000
	$(BIN)/cargolens serve

test: $(VENV)/.all page ## run every test
	@command -v chromium >/dev/null || { echo "chromium is missing; get it with: apt-get install chromium"; exit 1; }
	cd $(UI) && npm test --silent
	$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/.all page ## ruff, pyright, import-linter, page checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	cd $(UI) && npm run --silent lint

format: $(VENV)/.all ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.all ## measure what docs/benchmarks.md tells
	$(BIN)/python -m benchmarks

clean: ## remove what was built and installed; data under CARGOLENS_HOME stays
	rm -rf $(VENV) $(UI)/node_modules $(UI)/dist .ruff_cache .pytest_cache .hypothesis
