# Every command a person needs. `make help` lists them.

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
MANAGE := $(PYTHON) manage.py
unexport PYTHONDONTWRITEBYTECODE  # else every process, and the tests start many, compiles all anew

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check bench format requirements messages backup restore clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements-dev.txt scripts/set-up
	@scripts/set-up $(VENV)
	@touch $@

demo: $(READY)  ## Set up, load the demo programme, serve at http://127.0.0.1:8000/
	@DEMO_MODE=1 $(MANAGE) demo

demo-reset: $(READY)  ## Throw the demo's data away and start afresh
	@DEMO_MODE=1 $(MANAGE) demo --reset

test: $(READY)  ## The whole suite, browser tests included
	@scripts/system-packages chromium:chromium libatomic.so.1:libatomic1 xgettext:gettext
	@scripts/system-packages clamd:clamav-daemon || echo "Without it the tests that ask ClamAV itself are left out."
	@$(PYTHON) scripts/compile_translations.py
	@$(PYTHON) -m pytest -n auto --dist loadscope --no-loadscope-reorder

check: $(READY)  ## The fast loop: lint, format, types, layers, templates, migrations
	@scripts/check

bench: $(READY)  ## Measure what the documents claim
	@for bench in tests/bench/judging.py tests/bench/assignment.py tests/bench/closing.py tests/bench/public_pages.py tests/bench/search.py tests/bench/pipeline.py tests/bench/rush.py tests/bench/kill.py tests/bench/judges.py; do echo "== $$bench"; PYTHONPATH=.:site $(PYTHON) $$bench || exit 1; done

format: $(READY)  ## Put the code in its usual form
	@$(VENV)/bin/ruff check --fix --quiet . ; $(VENV)/bin/ruff format --quiet .

requirements: $(READY)  ## Pin and hash the requirements again
	@for each in requirements requirements-dev; do \
	  $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make requirements" $$each.in -o $$each.txt; done

messages: $(READY)  ## Collect the strings to translate into locale/
	@scripts/system-packages xgettext:gettext
	@$(MANAGE) makemessages --all --extension html,mjml,py,txt --no-obsolete --no-wrap --add-location file \
	  --ignore .venv --ignore var --ignore tests --ignore node_modules

backup: $(READY)  ## Save database and files: make backup TO=folder
	@$(MANAGE) backup "$(TO)"

restore: $(READY)  ## Bring a backup back: make restore FROM=folder
	@$(MANAGE) restore "$(FROM)"

clean:  ## Remove what the targets made, the demo's data included
	@rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
