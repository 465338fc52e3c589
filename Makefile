# What continuous integration runs is what you can run: `make test`.
PYTHON ?= python3
BIN := .venv/bin
DAY := 2026-11-21
AD := examples/ad.yaml
RUN = @printf '\n\033[1m$$ shotwright %s\033[0m\n\n' "$(1)"; $(BIN)/shotwright $(1)

.DEFAULT_GOAL := help
.PHONY: help demo test browser lint types contract wheel unit golden docs bench savings speech soak
.PHONY: clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/bin/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	$(PYTHON) -m venv .venv

.venv/demo: .venv/bin/python pyproject.toml $(shell find src prompt_templates -type f -not -name '*.pyc')
	$(BIN)/python -m pip install --quiet --disable-pip-version-check .
	@touch $@

.venv/dev: .venv/bin/python requirements/dev.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check . -r requirements/dev.txt
	@touch $@

demo: .venv/demo ## Set up and run the main job on the ad: a storyboard in, a priced plan out
	@printf '\nA storyboard goes in. This one is %s:\n' "$(AD)"
	$(call RUN,show $(AD))
	@printf '\nIs anything wrong with it, before it costs a credit?\n'
	$(call RUN,check $(AD) --on $(DAY))
	@printf '\nEvery shot becomes a prompt:\n'
	$(call RUN,build $(AD))
	@printf '\nBeats become shots and talk segments, each with its reason:\n'
	$(call RUN,plan $(AD) --on $(DAY))
	@printf '\nWhat one take of everything costs, in the app (credits) ...\n'
	$(call RUN,estimate $(AD) --route web --on $(DAY))
	@printf '\n... through the API (dollars) ...\n'
	$(call RUN,estimate $(AD) --route api --on $(DAY))
	@printf '\n... and side by side:\n'
	$(call RUN,compare $(AD) --on $(DAY))
	@printf '\nHow to make one of the shots: by hand in the app, or by program:\n'
	$(call RUN,requests $(AD) --only taste --on $(DAY))
	$(call RUN,requests $(AD) --only taste --route api --curl --on $(DAY))
	@printf '\nNothing was sent. Your own: %s/shotwright new --kind ad board.yaml\n' "$(BIN)"

test: browser lint types contract unit ## Set up and run every test, on the built wheel

browser: ## Install the Chromium that the report is tested in: as root, on Debian or Ubuntu
	@[ -n "$$CHROMIUM" ] || command -v chromium >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium; } || \
	printf '\n\033[1m%s\033[0m\n%s\n\n' 'THE REPORT WILL NOT BE TESTED IN A BROWSER: there is no Chromium.' \
	  'Install one (as root: apt-get install chromium), or set CHROMIUM to the path of one.'

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy src tests benchmarks docs examples

contract: .venv/dev
	PYTHONPATH=src $(BIN)/lint-imports --no-logo

wheel: .venv/dev ## Build the wheel into dist/
	@rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

unit: wheel
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/*.whl
	$(BIN)/pytest -n 2 --dist worksteal tests

golden: unit ## Rewrite the golden files; review the diff
	$(BIN)/python tests/golden/make_golden.py

docs: .venv/dev wheel ## Rewrite the generated pages and the outputs shown in them
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/*.whl
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/shown.py --write

bench: .venv/dev wheel ## Measure, as ratios to a floor in the same run, into docs/benchmarks.md
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/*.whl
	$(BIN)/python -m benchmarks.measure

savings: .venv/dev wheel ## Reckon what the planner saves, into docs/savings.md
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/*.whl
	$(BIN)/python -m benchmarks.savings

speech: .venv/dev wheel ## Judge the speech model on SAMPLES=recordings.csv, into docs/speech.md
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/*.whl
	$(BIN)/python -m benchmarks.speech $(SAMPLES)

soak: .venv/dev wheel ## The long version of the laws, and of the chaos
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/*.whl
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -n 2 tests/laws tests/bad_input tests/chaos

clean: ## Remove what was made
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
