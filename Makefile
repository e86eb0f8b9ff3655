# Every target first runs the same setup (packaging/setup): quick and silent when everything is in place.
#   PYTHON=python3.12   which Python to build .venv with; the newest suitable one otherwise
#   ARGS=…              more arguments for the command behind a target
#   WORKERS=1           how many tests run at the same time; as many as there are cores otherwise
#   ROWS=…              which parts of the benchmark, all otherwise: names of modules in tests/bench

SHELL := /bin/sh
PYTHON ?=
ARGS ?=
WORKERS ?= auto
ROWS ?=
BIN := .venv/bin
export PYTHON
# Where it is set every process compiles all it imports anew, and the tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo tour test soak soak-kill soak-last-unit soak-stock soak-shift soak-shoppers soak-feeds fuzz bench bench-large shots lint lock package package-check package-twice clean

help:
	@echo "make demo    the kiosk and its hub with the demo shop; LAN=1 lets a real phone open the list, DESK=1 opens the desk,"
	@echo "             BRAND=vesperi makes it the fashion house"
	@echo "make tour    twelve stories on the real parts, a picture of every step in build/tour/index.html;"
	@echo "             BRAND=vesperi, ARGS=\"--language ja --story parked\" for a house, a language, a story alone"
	@echo "make test    every test, with linters and types, on every core; WORKERS=0 in one process"
	@echo "make soak    simulated days in a shop, everything goes wrong; SEED=1 SCHEDULES=2000"
	@echo "make soak-kill   a real tablet and a real hub, killed at random moments; SEED=1 ROUNDS=100"
	@echo "make soak-last-unit   50 buyers at once for the last one, on both stores; ROUNDS=1000"
	@echo "make soak-stock   many random stories of a store's stock; EXAMPLES=…, 2000 otherwise"
	@echo "make soak-shift   eight simulated hours in three stores, hubs and tablets dying; SEED=1 SHIFTS=1"
	@echo "make soak-shoppers   simulated hours of shoppers at real kiosks, nothing of them left; SEED=1 HOURS=8"
	@echo "make fuzz    many random requests against a hub of its own; EXAMPLES=… for each call, 500 otherwise"
	@echo "make soak-feeds   files of every feed format, broken in many ways; EXAMPLES=… a file, 5000 otherwise"
	@echo "make shots   every page and state as a picture in build/shots; BRAND=vesperi for one brand alone"
	@echo "make bench   the measurements, in build/bench.json; ROWS=\"push pull\" for these parts alone"
	@echo "make bench-large   what needs a million of anything or a thousand visits, in build/bench-large.json"
	@echo "make lint    formatting, linters, types and layers alone"
	@echo "make lock    requirements.lock anew from pyproject.toml; ARGS=--upgrade for newer versions"
	@echo "make package   the programs as they are installed, in build/package; ARGS=kiosk or ARGS=hub for one alone"
	@echo "make package-check   installs, runs, upgrades and purges the packages on a clean Debian; root, on Debian only"
	@echo "make package-twice   builds them once more, from a copy elsewhere, and compares every byte"
	@echo "make package-windows   installer, policy templates and papers for Windows, in build/package/windows; what it needs"
	@echo "             stands in packaging/windows/README.md"
	@echo "make package-windows-check   installs, upgrades and uninstalls under wine; ARGS=FILE.msi runs that one's program too"
	@echo "make clean   removes build and caches; .venv stays"

setup:
	@for python in python3 python3.14 python3.13 python3.12 python3.11 "$$PYTHON"; do \
		if command -v "$$python" >/dev/null 2>&1; then exec "$$python" packaging/setup; fi; \
	done; \
	echo "Python 3.11 or newer is needed and was not found." >&2; exit 1

demo: setup
	@$(BIN)/vetrina demo $(if $(LAN),--lan) $(if $(DESK),--desk) $(if $(BRAND),--brand $(BRAND)) $(ARGS)

tour: setup
	@$(BIN)/vetrina tour $(if $(BRAND),--brand $(BRAND)) $(ARGS)

test: setup
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

soak: setup
	@$(BIN)/python -m tests.sim.soak --seed $(or $(SEED),1) --schedules $(or $(SCHEDULES),2000) $(ARGS)

soak-kill: setup
	@$(BIN)/python -m tests.faults.kill_rounds --seed $(or $(SEED),1) --rounds $(or $(ROUNDS),100) $(ARGS)

soak-last-unit: setup
	@$(BIN)/python -m tests.shift.last_unit --rounds $(or $(ROUNDS),1000) $(ARGS)

soak-stock: setup
	@EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/python -m pytest --numprocesses 0 tests/sync/hub/stock/test_machine.py $(ARGS)

soak-shift: setup
	@$(BIN)/python -m tests.sim.shift.soak --seed $(or $(SEED),1) --shifts $(or $(SHIFTS),1) $(ARGS)

soak-shoppers: setup
	@$(BIN)/python -m tests.sim.visits.soak --seed $(or $(SEED),1) --hours $(or $(HOURS),8) $(ARGS)

fuzz: setup
	@EXAMPLES=$(or $(EXAMPLES),500) $(BIN)/python -m pytest tests/sync/hub/test_schemathesis.py $(ARGS)

soak-feeds: setup
	@EXAMPLES=$(or $(EXAMPLES),5000) $(BIN)/python -m pytest -v --durations=0 tests/sync/hub/feeds/fuzz $(ARGS)

bench: setup
	@$(BIN)/python tests/bench/run.py $(ROWS) $(ARGS)

bench-large: setup
	@$(BIN)/python tests/bench/run.py --large $(ROWS) $(ARGS)

shots: setup
	@$(BIN)/python tests/shots/run.py $(if $(BRAND),--brand $(BRAND)) $(ARGS)

lint: setup
	@$(BIN)/python -m pytest tests/test_lint.py tests/test_layers.py $(ARGS)

lock: setup
	@$(BIN)/python packaging/setup/lock.py $(ARGS)

package: setup
	@$(BIN)/python packaging/setup/tools.py package
	@$(BIN)/python packaging/build.py $(ARGS)
	@$(BIN)/python packaging/linux/package.py $(ARGS)
	@$(if $(filter kiosk,$(ARGS)),,$(BIN)/python packaging/wheel.py)
	@for folder in build/package/debian build/package/wheel; do \
		if [ -d $$folder ]; then $(BIN)/python packaging/sums.py $$folder || exit 1; fi; \
	done

package-check: setup
	@$(BIN)/python packaging/setup/tools.py check
	@VETRINA_PACKAGES=$(CURDIR)/build/package/debian $(BIN)/python -m pytest --numprocesses 0 tests/packaging/linux $(ARGS)

package-twice: setup
	@$(BIN)/python packaging/setup/tools.py package
	@$(BIN)/python packaging/twice.py $(ARGS)

package-windows: setup
	@$(BIN)/python packaging/build_windows.py $(ARGS)

package-windows-check: setup
	@$(BIN)/python packaging/check_windows.py $(ARGS)

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find kiosk sync tests packaging resources -name __pycache__ -prune -exec rm -rf {} +
