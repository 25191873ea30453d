# make brief   sets everything up and writes the us-turkiye brief as Markdown and PDF
# make test    sets everything up and runs the tests
#
# Needs Python 3.11 or newer with pip and venv. `make PYTHON=python3.12 test` takes another Python.

PYTHON ?= python3
BIN := .venv/bin

# What PDF needs from the system; Markdown and HTML work without.
LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

# Installs what $(1) needs where it may (Debian, root); else names the line and goes on.
install = { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2) >/dev/null; } 2>/dev/null \
  || echo "$(1) needs packages of the system; on Debian: sudo apt-get install $(2)" >&2

.PHONY: brief test setup lint format lock bench bench-quotes eval soak system tools

brief: setup system
	$(BIN)/briefgen us-turkiye --pdf

test: setup system tools
	$(BIN)/python -m pytest

setup: .venv/.ok

# The lock comes first and alone, so that nothing is installed that it does not name.
.venv/.ok: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "briefgen needs Python 3.11 or newer; try: make PYTHON=python3.12 setup" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Asks the loader, as WeasyPrint will.
system: setup
	@$(BIN)/python -c 'import ctypes; [ctypes.CDLL(f"lib{n}.so.0") for n in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")]' \
	  2>/dev/null || { $(call install,PDF,$(LIBRARIES)); }

# What the tests ask: PDF readers, a browser, the real cron, systemd's own judgement of its units, and the YAML
# language server, which stands beside its test.
SERVER := tests/languageserver
tools: $(SERVER)/node_modules/.ok
	@(for tool in pdftotext chromium crontab systemd-analyze; do command -v $$tool || exit 1; done; ls /usr/share/zoneinfo/UTC) \
	  >/dev/null 2>&1 || { $(call install,Testing,poppler-utils chromium cron systemd tzdata); }

$(SERVER)/node_modules/.ok: $(SERVER)/package-lock.json
	@command -v npm >/dev/null || { $(call install,Testing,nodejs npm); }
	-@npm ci --prefix $(SERVER) --ignore-scripts --no-audit --no-fund --silent && touch $@

# The properties of quotations on so many times as many texts as the tests try, and on other ones; a weekly run killed,
# and its disk filled, at every step.
SOAK ?= 20
soak: setup
	SOAK=$(SOAK) $(BIN)/python -m pytest tests/test_quotes_properties.py tests/test_weekly_faults.py

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy benchmarks/*.py
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: setup system
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/stages.py
	$(BIN)/python benchmarks/weekly.py
	$(MAKE) bench-quotes

# Beside textacy with spaCy, which goes into an environment of its own; that one is kept: PEER=DIR names another place.
PEER ?= .cache/peer
bench-quotes: setup
	$(BIN)/python benchmarks/quotes.py --env $(PEER)

# Quotes and speakers against annotated data outside the project. EVAL=DIR names it (then it must be there), SHOW=20 lists
# so many of the quotes gained and lost, KEEP=1 leaves the last run as it is.
eval: setup
	$(BIN)/python benchmarks/evaluate.py $(if $(EVAL),--data $(EVAL)) $(if $(SHOW),--show $(SHOW)) $(if $(KEEP),--keep)

# Keeps the pins it has; `make lock UPGRADE=--upgrade` moves them. Hashes, no addresses.
lock: setup
	$(BIN)/python -m pip install -q --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE) -q -o requirements.lock
