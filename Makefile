# Coach from a fresh checkout with nothing but make and Python 3.11 or newer.
# Works with GNU make 3.81, in a path with spaces, without root: every path here is relative and quoted.

PYTHON ?=
PORT ?=
DATA ?=
ARGS ?=
INSTALL = .venv/bin/python -m pip install --quiet --quiet --no-compile --disable-pip-version-check

# Compiled once and kept: without, each of five processes would compile all of Django at every start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test lint openapi bench clean

help:
	@echo 'make run     run Coach here, with a demonstration      (PORT=8001 DATA=some/folder)'
	@echo 'make test    run every test                            (ARGS="-k diary")'
	@echo 'make lint    check style, types and who imports whom'
	@echo 'make openapi refresh docs/openapi.json, the contract with the apps'
	@echo 'make bench   run every measurement in bench'
	@echo 'make clean   remove what was installed here; data stays'

run: .venv/runtime
	@.venv/bin/python manage.py up $(if $(PORT),--port "$(PORT)") $(if $(DATA),--data "$(DATA)") $(ARGS)

test: .venv/tests
	@.venv/bin/python -m pytest -n logical $(ARGS)

lint: .venv/tests
	@.venv/bin/python -m ruff check
	@.venv/bin/python -m ruff format --check
	@.venv/bin/python -m mypy
	@.venv/bin/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

openapi: .venv/runtime
	@.venv/bin/python manage.py openapi $(ARGS)

bench: .venv/tests
	@.venv/bin/python -m bench $(ARGS)

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each of these files is touched when its step is done, so a step is repeated when it was cut short or when
# what it installs has changed.

.venv/tests: tests/requirements.txt .venv/runtime
	@echo 'Installing what the tests need besides ...'
	@$(INSTALL) -r tests/requirements.txt
	@touch .venv/tests

.venv/runtime: requirements.txt .venv/made
	@echo 'Installing what Coach needs (a minute or so) ...'
	@$(INSTALL) -r requirements.txt
	@touch .venv/runtime

.venv/made:
	@found=; bare=; \
	for python in "$(PYTHON)" python3 python3.13 python3.12 python3.11 python; do \
	    test -n "$$python" || continue; \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found=$$python; break; fi; \
	    bare=$$python; \
	done; \
	if test -z "$$found" && test -n "$$bare"; then \
	    echo "$$bare cannot make a virtual environment: its venv or ensurepip module is missing."; \
	    echo 'On Debian or Ubuntu: apt install python3-venv. Or name another Python: make run PYTHON=/path/to/python3'; \
	    exit 1; \
	fi; \
	if test -z "$$found"; then \
	    echo 'Coach needs Python 3.11 or newer, and none was found (python3, python3.13, python3.12, python3.11).'; \
	    echo 'Install one from your system or from python.org. Or name one: make run PYTHON=/path/to/python3'; \
	    exit 1; \
	fi; \
	echo "Making a virtual environment in .venv with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear .venv
	@touch .venv/made
