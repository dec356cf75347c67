# Everything runs in an environment of its own, made here; a machine needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROOFS := $(shell grep -rl --include='test_*.py' 'tests.support.figures' tests)
STAMP := $(VENV)/.ready

.PHONY: demo test lint docs bench soak clean

demo: $(STAMP)
	$(BIN)/coachlog demo

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered --cov-fail-under=95 --durations=12 $(ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(STAMP)
	$(BIN)/python -m pytest tests/docs/test_transcripts.py --rewrite

bench: $(STAMP)
	$(BIN)/python benchmarks/budgets.py

# Two hours on two cores with nothing else to do. A disk in memory (TMPDIR=/dev/shm) takes a third off.
soak: $(STAMP)
	$(BIN)/python benchmarks/merge_histories.py 100000
	$(BIN)/python benchmarks/merge_histories.py 2000 --edits 60 --seed 100000
	$(BIN)/python benchmarks/soak.py 1000 --steps 50
	COACHLOG_SOAK=1 $(BIN)/python -m pytest -n auto --dist worksteal $(PROOFS)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage dist
