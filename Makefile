# make demo: the map of Auvergne on http://127.0.0.1:8000    make test: every test, on both databases
.DEFAULT_GOAL := help
.PHONY: help demo run-ready test-ready bench-ready test test-sqlite test-postgres check format bench messages clean

VENV := .venv
BIN := $(VENV)/bin
# Modules are compiled when first imported, which is less than half of the work.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# Tests of one group share what is slow to make: they run in one process.
PYTEST := $(BIN)/pytest -n 2 --dist loadgroup

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

demo: run-ready ## Build the demonstration’s data when it is missing, then serve it
	$(BIN)/entrelieux demo

# Each stamp is newer than the locks it installed: nothing is installed twice.
run-ready: $(VENV)/run.stamp $(VENV)/messages.stamp
test-ready: $(VENV)/test.stamp $(VENV)/messages.stamp
bench-ready: $(VENV)/bench.stamp $(VENV)/messages.stamp

$(VENV)/bin/python:
	scripts/venv $(VENV)

# pyproject.toml also counts: it names the commands.
$(VENV)/run.stamp: requirements/build.lock requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements/build.lock -r requirements/run.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: requirements/test.lock $(VENV)/run.stamp
	$(INSTALL) --require-hashes -r requirements/test.lock
	@touch $@

$(VENV)/bench.stamp: requirements/bench.lock $(VENV)/test.stamp
	$(INSTALL) --require-hashes -r requirements/bench.lock
	@touch $@

# Installing compiles the translations; so does any change to one of them.
$(VENV)/messages.stamp: $(shell find src -name '*.po') scripts/catalogue.py $(VENV)/run.stamp
	scripts/messages compile
	@touch $@

test: test-sqlite test-postgres check ## Every test on SQLite, those of the database on PostgreSQL, then the checks

# Everything: pure tests, the application, pages in Chromium.
test-sqlite: test-ready
	scripts/chromium
	$(PYTEST)

# Only tests that touch the database: the others have nothing to learn from another one.
test-postgres: test-ready
	scripts/postgres $(PYTEST) -m "database and not e2e"

check: test-ready ## Style, types, layers, templates, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint src  # not --check: white space counts in sentences
	DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=. $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/pytest tests/repository

format: test-ready ## Rewrite code and templates in the house style
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

messages: test-ready ## Collect the interface’s sentences, compile the translations
	scripts/messages collect
	scripts/messages compile

bench: bench-ready ## Every figure that the README claims
	for script in bench/[a-z]*.py; do echo "== $$script"; nice $(BIN)/python "$$script" || exit 1; done

clean: ## Remove what make made, except your data (var/)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench scripts -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
