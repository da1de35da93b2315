# Everything starts from Python 3.11 to 3.13 and make; the first run sets up .venv, once.
#   make lab       open the course in JupyterLab      (LANGUAGE=zh for the Chinese lessons)
#   make test      run every lesson and every test    (TESTS="tests/helpers" for some)
#   make site      make the web edition out of the lessons as they are stored, and a zip of it
#   make pdf       print it into one PDF
#   make refresh   run the lessons and store their outputs     (LESSONS="02 06" for some)
#   make bench     measure the seconds and the memory of each lesson (LESSONS="02 06" for some),
#                  and what its ideas of speed are worth (IDEAS="xor plot"); all of it: SPEED.md
#   make lint      check style; make format mends most of it
#   make lock      compile the two locks anew from pyproject.toml

BIN = .venv/bin
READY = .venv/.ready
READY_FOR_TESTS = .venv/.ready-for-tests
RUFF = .venv/ruff/bin/ruff

.PHONY: lab test site pdf refresh bench lint format lock
.DEFAULT_GOAL = lab

# (Many systems have a variable LANGUAGE of their own, which is not meant.)
lab: $(READY)
	$(if $(filter command%,$(origin LANGUAGE)),COURSE_LANGUAGE=$(LANGUAGE)) $(BIN)/jupyter lab --config=.jupyter/jupyter_lab_config.py $(LAB_OPTIONS)

# Two files at a time, in their order; then the tests in the browser, two at a time.
BY_TWOS = $(BIN)/python -m pytest -n 2 --dist
test: $(READY_FOR_TESTS)
ifdef TESTS
	$(BY_TWOS) loadfile --no-loadscope-reorder $(TESTS)
else
	$(BY_TWOS) loadfile --no-loadscope-reorder --ignore=tests/browser
	$(BY_TWOS) loadgroup tests/browser
endif

refresh: $(READY_FOR_TESTS)
	$(BIN)/python -m tools.refresh $(LESSONS)

# What makes the site needs no TensorFlow: an environment of its own, at the versions of the locks.
SITE = .venv/site/bin/python
READY_FOR_THE_SITE = .venv/site/.ready
site: $(READY_FOR_THE_SITE)
	rm -rf build/pages build/site build/neural-networks.zip
	$(MAKE) --jobs=2 build/site/index.html \
	  $(patsubst translations/%/messages.po,build/site/%/index.html,$(wildcard translations/*/messages.po))
	cd build && ../$(SITE) -m zipfile -c neural-networks.zip site
	@echo "Open build/site/index.html in a browser; build/neural-networks.zip is the same, to take along."

# The pages of a language at a time, two at once: those in build/site/zh are in zh.
OF_PAGES = $(or $(notdir $(filter site/%,$*)),en)
build/%/index.html:
	mkdir -p build/pages/$(OF_PAGES)
	COURSE_LANGUAGE=$(OF_PAGES) $(SITE) -m sphinx -q -W -c site -d build/doctrees/$(OF_PAGES) \
	  build/pages/$(OF_PAGES) $(@D)

pdf: site $(READY_FOR_TESTS)
	$(BIN)/python -m tests.browser.pdf build/site build/neural-networks.pdf

bench: $(READY_FOR_TESTS)
ifdef LESSONS
	$(BIN)/python -m tests.benchmarks.lessons $(LESSONS)
else ifdef IDEAS
	$(BIN)/python -m tests.benchmarks.ideas $(IDEAS)
else
	$(BIN)/python -m tests.benchmarks
endif

lint: $(RUFF)
	$(RUFF) check
	$(RUFF) format --check

format: $(RUFF)
	$(RUFF) check --fix
	$(RUFF) format

# Two locks, what a learner needs and what comes on top for tests and maintainers: each pin holds on
# every Python and system that pyproject.toml names.
COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --fork-strategy fewest \
  --no-annotate --custom-compile-command "make lock" --no-emit-index-url $(LOCK_OPTIONS)
lock: $(READY_FOR_TESTS)
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

$(READY): requirements.txt pyproject.toml
	sh tools/make_venv.sh "$(PYTHON)"
	touch $@

$(READY_FOR_TESTS): $(READY) requirements-dev.txt
	$(BIN)/python -m pip install --disable-pip-version-check --requirement requirements-dev.txt
	touch $@

$(READY_FOR_THE_SITE): requirements.txt requirements-dev.txt
	"$(or $(PYTHON),python3)" -m venv .venv/site
	$(SITE) -m pip install --disable-pip-version-check --quiet --constraint requirements.txt \
	  --constraint requirements-dev.txt sphinx myst-nb furo jieba numpy platformdirs
	touch $@

# What looks at style needs ruff alone, at the version of the lock.
$(RUFF): requirements-dev.txt
	"$(or $(PYTHON),python3)" -m venv .venv/ruff
	.venv/ruff/bin/python -m pip install --disable-pip-version-check --quiet "$$(grep ^ruff== $<)"
	touch $@
