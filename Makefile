# The two commands that do all the set-up on a fresh machine: make answer, make test.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export OPENBLAS_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: answer test test-all check format bench train browser clean

answer: $(VENV)/installed
	$(BIN)/countermove demo --case answer

test: $(VENV)/tested check
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not slow"

test-all: $(VENV)/tested check
	COUNTERMOVE_EXAMPLES=search $(BIN)/python -m pytest -q -n 2 --dist loadfile

check: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/tested
	for script in benchmarks/*.py; do $(BIN)/python $$script; done

train: $(VENV)/tested
	OPENBLAS_NUM_THREADS=2 $(BIN)/python training/train.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -e .
	touch $@

$(VENV)/tested: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -e ".[dev]"
	$(BIN)/python -m pip install -q --only-binary=:all: "pygambit>=17.0.0b2" || \
	  echo "there is no wheel of pygambit here; the tests it is an oracle for will say that they did not run"
	touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) build dist answer .mypy_cache .ruff_cache .pytest_cache .hypothesis
