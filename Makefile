# xetkhen: `make demo` sets everything up and runs the main job; `make test` sets everything up and passes the tests.
PYTHON ?= $(shell command -v python3.12 >/dev/null 2>&1 && python3.12 -c '' 2>/dev/null && echo python3.12 || (command -v python3.11 >/dev/null 2>&1 && python3.11 -c '' 2>/dev/null && echo python3.11) || echo python3)
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := fixtures/quan-12-2020
OUT ?= out/quan-12-2020

.DEFAULT_GOAL := help
.PHONY: help demo test test-spark check bench mutation fixtures golden clean

help:  ## show these lines
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 12

$(VENV)/.run: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[papers]'
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

$(VENV)/.check: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --editable '.[test,check,bench,browser]'
	touch $@

demo: $(VENV)/.run  ## judge Quận 12's illustrative campaign: lists, reasons, files in out/
	$(BIN)/xetkhen evaluate quan-12-2020 $(DEMO)/*.xlsx --as-of 2020-12-05 --out $(OUT)

test: $(VENV)/.test  ## run the tests
	$(BIN)/python -m pytest -q -n 2

$(VENV)/.spark: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --editable '.[test,spark]'
	touch $@

test-spark: $(VENV)/.spark  ## run the tests that need Spark and Java 17: local, two workers, one killed (minutes)
	XETKHEN_SPARK=1 $(BIN)/python -m pytest -q tests/spark

check: $(VENV)/.check  ## lint, types, layers, rule sets, tests
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/xetkhen check --all
	$(MAKE) test

STAFF ?= 1000000
ROUNDS ?= 3
bench: $(VENV)/.check  ## run the speed workloads beside their peers and print the ratios (STAFF=..., ROUNDS=...)
	$(BIN)/python -m benchmarks.run --staff $(STAFF) --rounds $(ROUNDS) --chart docs/pictures/speed.svg
	$(BIN)/python -m benchmarks.whole --staff $(STAFF) --rounds $(ROUNDS) --without-lines
	$(BIN)/python benchmarks/reading.py

mutation: $(VENV)/.test  ## mutate evaluator and compiler, and list what no test tells apart (hours)
	$(BIN)/python -m pip install --quiet --editable '.[test,mutation]'
	$(BIN)/python benchmarks/mutation.py evaluator
	$(BIN)/python benchmarks/mutation.py compiler

fixtures: $(VENV)/.test  ## make the fixture workbooks anew
	$(BIN)/python fixtures/make_quan_12.py
	$(BIN)/python fixtures/make_assessments.py
	$(BIN)/python fixtures/make_year_end.py
	$(BIN)/python fixtures/make_later.py
	$(BIN)/python fixtures/make_workbooks.py
	$(BIN)/python fixtures/make_pictures.py

golden: $(VENV)/.test  ## write the goldens anew (look at the difference before you commit it)
	$(BIN)/python -m pytest -q --update-golden

clean:  ## remove what can be made again
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
