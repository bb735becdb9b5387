# Two targets for a fresh machine: `make demo` (the main job) and `make check` (everything that must hold).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo check test lint types layers gate docs bench bench-bulk bench-web screenshots clean

# An editable install is not compiled by pip; compiled, a command starts in half the time.
$(BIN)/.core: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e .
	$(BIN)/python -m compileall -q src
	touch $@

$(BIN)/.check: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt -e '.[check]'
	$(BIN)/python -m compileall -q src
	touch $@ $(BIN)/.core

demo: $(BIN)/.core
	$(BIN)/kelisim demo

check: lint types layers gate test

lint: $(BIN)/.check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(BIN)/.check
	$(BIN)/mypy --strict src

layers: $(BIN)/.check
	$(BIN)/lint-imports

test: $(BIN)/.check
	scripts/chromium.sh
	$(BIN)/python -m pytest -n 2

gate: $(BIN)/.check
	$(BIN)/python -m tests.gate

# Pages made from the code; a test holds them equal to it.
docs: $(BIN)/.check
	$(BIN)/python -m kelisim.presentations.reference
	$(BIN)/python -m kelisim.presentations.accuracy

# Other engines are installed for the benchmark only, beside kelisim; one that cannot be is named in the table.
BENCH := .venv-bench
PEERS := pyduckling-native-phihos ms-recognizers-text-suite dateparser text2num

$(BENCH)/.ready: pyproject.toml constraints.txt benchmarks/constraints.txt
	$(PYTHON) -m venv $(BENCH)
	echo '*' > $(BENCH)/.gitignore
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt -e .
	for peer in $(PEERS); do $(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --prefer-binary \
		-c constraints.txt -c benchmarks/constraints.txt $$peer || echo "left out: $$peer cannot be installed"; done
	$(BENCH)/bin/python -m compileall -q src
	touch $@

bench: $(BENCH)/.ready
	$(BENCH)/bin/python -m benchmarks

# The web pages under load; locust is installed for the benchmark only, and writes docs/web-load.md in about 12 minutes.
bench-web: $(BENCH)/.ready
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt -c benchmarks/constraints.txt \
		-e '.[web]' locust
	$(BENCH)/bin/python -m benchmarks.web

# Bulk reading: speed, memory, two processes against one, and the same statements on a cluster.
bench-bulk: $(BENCH)/.ready
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt -e '.[cluster]'
	$(BENCH)/bin/python -m benchmarks.scale

# Pictures of the main pages, to be looked at; those of the README are in docs/pictures.
screenshots: $(BIN)/.check
	scripts/chromium.sh
	$(BIN)/python -m scripts.screenshots build/screenshots

clean:
	rm -rf $(VENV) $(BENCH) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
