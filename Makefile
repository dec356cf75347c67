# Everything runs in an environment of its own, made here from requirements.lock. A machine needs Python 3.11 or newer,
# git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two more than there are cores: many tests wait for a process, a terminal or a place.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 2)")
PROOFS := $(shell grep -rlE --include='test_*.py' 'tests.support.figures|mark.one_in' tests)
STAMP := $(VENV)/.ready
COVERED := --cov --cov-report=term:skip-covered --cov-fail-under=97
INSTALL := -m pip install --quiet --disable-pip-version-check

# Where this is set, each worker of the tests and each process of theirs compiles every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-browser test-newest lint lock docs wheel bench soak clean

demo: $(STAMP)
	$(BIN)/coachlog demo

# A part of the tests: `make test ARGS='-k hostile_yaml'`. With COVER=1 how much of the program they run through is counted
# and asked for, too: before a release, for it takes two fifths longer than CI has.
test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=12 $(if $(COVER),$(COVERED)) $(ARGS)

# Every page in a real Chromium, if there is one; Playwright drives the browser that the system has.
test-browser: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m browser -rs tests/browser $(ARGS)

# The newest of everything that pyproject.toml allows, instead of the lock: run it before `make lock`.
test-newest:
	$(PYTHON) -m venv --clear $(VENV)-newest
	$(VENV)-newest/bin/python $(INSTALL) --upgrade --editable '.[dev]'
	$(VENV)-newest/bin/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The lock is for every Python from 3.11 on and for every system. Only this target needs uv, and pip brings it.
lock:
	$(PYTHON) -m venv --clear $(VENV)-lock
	$(VENV)-lock/bin/python $(INSTALL) uv
	$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-annotate --no-emit-index-url --custom-compile-command 'make lock' -o requirements.lock pyproject.toml
	rm -rf $(VENV)-lock

docs: $(STAMP)
	$(BIN)/python -m pytest tests/docs/test_transcripts.py tests/docs/test_json_fields.py tests/docs/test_readers.py --rewrite

# One file that installs coachlog, for a partner who has no checkout.
wheel: $(STAMP)
	$(BIN)/python -m build --no-isolation --wheel --outdir dist .

bench: $(STAMP)
	$(BIN)/python benchmarks/budgets.py

# Two hours on two cores with nothing else to do. A disk in memory (TMPDIR=/dev/shm) takes a third off.
soak: $(STAMP)
	$(BIN)/python benchmarks/merge_histories.py 100000
	$(BIN)/python benchmarks/merge_histories.py 2000 --edits 60 --seed 100000
	$(BIN)/python benchmarks/soak.py 1000 --steps 50
	COACHLOG_SOAK=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PROOFS)
	COACHLOG_SOAK=1 $(MAKE) test-browser

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python $(INSTALL) --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python $(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage dist
