# Two commands run and test Greenroom: `make demo` and `make test`. `make help` lists the rest.

PORT ?= 8000
PYTHON := $(shell for p in python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null && echo $$p && break; done)
UV := .uv/bin/uv
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test quick check bench screens clean

help: ## list these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/; s/\$$\(PORT\)/$(PORT)/' | expand -t 12

demo: setup ## build a world of invented people and serve it on http://localhost:$(PORT)
	@.venv/bin/greenroom demo --port $(PORT) $(ARGS)

test: setup-dev ## the whole suite on SQLite and PostgreSQL, and the browser journeys
	@bin/test

quick: setup-dev ## what needs neither database nor browser, in under a minute
	@.venv/bin/pytest -m fast

check: setup-dev ## the whole gate: what a change must pass before it lands
	@bin/check

bench: setup-dev ## the figures of the documents, measured on this machine
	@bin/bench

screens: setup-dev ## photographs of every page of the demo world, into screens/
	@bin/screens

setup: .venv/.installed ## install what running needs

setup-dev: .venv/.installed-dev ## install what developing needs

$(UV):
	@test -n "$(PYTHON)" || { echo "Greenroom needs Python 3.13 on the PATH (python3.13, python3 or python)."; exit 1; }
	@$(PYTHON) -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

.venv/.installed: $(UV) pyproject.toml uv.lock $(shell find greenroom -name '*.po' 2>/dev/null)
	@$(UV) sync --frozen --inexact --compile-bytecode --quiet --python "$$(.uv/bin/python -c 'import sys; print(sys.executable)')"
	@.venv/bin/python bin/catalogues compile
	@.venv/bin/python -m compileall -q greenroom # the first start is as quick as the later ones, also where nothing may be written
	@touch $@

.venv/.installed-dev: .venv/.installed
	@$(UV) sync --frozen --inexact --compile-bytecode --quiet --group dev --python "$$(.uv/bin/python -c 'import sys; print(sys.executable)')"
	@touch $@

clean: ## remove what setup, the demo and the tests made
	@rm -rf .venv .uv demo-data screens .cache .hypothesis .mypy_cache .ruff_cache .pytest_cache
