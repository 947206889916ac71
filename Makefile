# Two commands do everything: `make demo` and `make test`. Both set up first; a second time costs nothing.
# Overridable: PYTHON (the interpreter to start from), JOBS (test processes), PYTEST (more arguments for pytest).
MAKEFLAGS += --no-print-directory
JOBS ?= 2
bin := .venv/bin

.PHONY: help setup setup-dev demo test lint types docs docs-check tests wheel lock clean bench-read bench-worlds

help:
	@echo "make setup    set up .venv/bin/sitrep (needs the network once)"
	@echo "make demo     set up, turn examples/kharkiv-2022 into a situation report in demo/"
	@echo "make test     set up, then lint, types, generated documents and all tests"
	@echo "make docs     write docs/reference/ again"
	@echo "make bench-read  score the reader, its tagger and its names (needs SITREP_DATA)"
	@echo "make bench-worlds  score linking and weighing on small known worlds"
	@echo "make wheel    build dist/*.whl"
	@echo "make lock     write requirements/*.lock again (needs uv and the network)"
	@echo "make clean    remove what was built: demo/, build/, dist/ and .venv"

setup:
	@sh tools/setup.sh run

setup-dev:
	@sh tools/setup.sh dev

demo: setup
	@sh tools/demo.sh

test: lint types docs-check tests

lint: setup-dev
	$(bin)/ruff check --output-format concise .
	$(bin)/ruff format --check --quiet .

types: setup-dev
	$(bin)/mypy
	$(bin)/mypy tools/*.py

docs-check: setup-dev
	$(bin)/python tools/make_reference.py --check

tests: setup-dev
	$(bin)/python -m pytest -n $(JOBS) --dist=worksteal $(PYTEST)

docs: setup-dev
	$(bin)/python tools/make_reference.py

bench-read: setup-dev
	$(bin)/python bench/read.py
	$(bin)/python bench/agreement.py
	$(bin)/python bench/tagger.py
	$(bin)/python bench/names.py --half second

bench-worlds: setup-dev
	$(bin)/python bench/worlds.py score
	$(bin)/python bench/worlds.py pairs

wheel: setup-dev
	$(bin)/python -m hatchling build -t wheel

lock:
	@sh tools/lock.sh

clean:
	rm -rf demo build dist .venv
