# `make run` builds a graph from examples/ and serves it; `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
STORE ?= .store
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: run test check setup page clean

run: setup
	$(BIN)/actorgraph build examples --store $(STORE)
	$(BIN)/actorgraph serve --store $(STORE) --host $(HOST) --port $(PORT)

test: check
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup --cov --cov-fail-under 90

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(VENV)/.installed page

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	ACTORGRAPH_SKIP_PAGE=1 $(PIP) --editable '.[dev]'
	touch $@

# Does nothing while the sources of the page are those of the last build.
page: $(VENV)/.installed
	$(BIN)/python -c 'import sys; from api.web.build import find_node; sys.exit(find_node() is None)' \
	  || $(PIP) "$$($(BIN)/python -c 'from api.web.build import NODE_REQUIREMENT; print(NODE_REQUIREMENT)')"
	$(BIN)/python -m api.web.build

clean:
	rm -rf $(VENV) $(STORE) api/static api/web/node_modules
