# Two targets for a fresh machine: `make demo` (the main job) and `make check` (everything that must hold).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo check test lint types layers gate clean

$(BIN)/.core: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	touch $@

$(BIN)/.check: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e '.[check]'
	touch $@ $(BIN)/.core

demo: $(BIN)/.core
	$(BIN)/kelisim demo

check: lint types layers test gate

lint: $(BIN)/.check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(BIN)/.check
	$(BIN)/mypy --strict src

layers: $(BIN)/.check
	$(BIN)/lint-imports

test: $(BIN)/.check
	$(BIN)/python -m pytest -n 2

gate: $(BIN)/.check
	$(BIN)/python -m tests.gate

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
