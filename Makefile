# Everything starts from Python 3.11 to 3.13 and make; the first run sets up .venv, once.
#   make lab       open the course in JupyterLab
#   make test      run every lesson and every test    (TESTS="tests/test_data.py" for some)
#   make refresh   run the lessons and store their outputs     (LESSONS="02 06" for some)
#   make bench     what each lesson takes: seconds and memory  (LESSONS="02 06" for some),
#                  and what the lessons' ideas of speed are worth  (IDEAS="xor plot" for some)
#   make mutants   make small mistakes, and see whether the tests notice
#                  (LESSONS="02 helpers.data" for some, COUNT=60 HELPERS=20 SEED=8 REPORT=file.md)
#   make seeds     run the lessons with other seeds: how near do assertions come to failing?
#                  (LESSONS="06 08" for some, COUNT=20 REPORT=file.md)
#   make lint      check style; make format mends most of it
#   make lock      compile requirements.txt anew from pyproject.toml

BIN = .venv/bin
READY = .venv/.ready

.PHONY: lab test refresh bench mutants seeds lint format lock
.DEFAULT_GOAL = lab

lab: $(READY)
	$(BIN)/jupyter lab --config=.jupyter/jupyter_lab_config.py $(LAB_OPTIONS)

# Two files at a time, in their order; then the tests in the browser, two at a time but for those
# that look at the clock as a learner would: they have the machine to themselves.
PYTEST = $(BIN)/python -m pytest
BY_TWOS = $(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder
test: $(READY)
ifdef TESTS
	$(BY_TWOS) $(TESTS)
else
	$(BY_TWOS) --ignore=tests/browser
	$(PYTEST) -n 2 --dist loadgroup -m "not clock" tests/browser
	$(PYTEST) -m clock tests/browser
endif

refresh: $(READY)
	$(BIN)/python -m tools.refresh $(LESSONS)

bench: $(READY)
	$(if $(IDEAS),,$(BIN)/python -m tests.benchmarks.lessons $(LESSONS))
	$(if $(LESSONS),,$(BIN)/python -m tests.benchmarks.ideas $(IDEAS))

mutants: $(READY)
	$(BIN)/python -m tools.mutants $(LESSONS) $(COUNT:%=--count %) $(HELPERS:%=--helpers %) \
	  $(SEED:%=--seed %) $(REPORT:%=--report %)

seeds: $(READY)
	$(BIN)/python -m tools.seeds $(LESSONS) $(COUNT:%=--count %) $(REPORT:%=--report %)

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# One lock for all: each pin holds on every Python and system that pyproject.toml names.
lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 \
	  --fork-strategy fewest --no-annotate --custom-compile-command "make lock" --no-emit-index-url $(LOCK_OPTIONS) \
	  --output-file requirements.txt

$(READY): requirements.txt pyproject.toml
	sh tools/make_venv.sh $(PYTHON)
	touch $@
