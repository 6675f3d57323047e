# make report   sets everything up and builds the example report in contributions/: build/draft and build/final
# make portal   sets everything up and serves the portal with the example report and demo people
# make test     sets everything up and runs the tests
# make quick    the same without the slow ones: no LibreOffice, Chromium, veraPDF or killed commands
# make postgresql runs the tests of the portal on a PostgreSQL server of their own
# make lint     checks types, lint and layout of the code
# make docs     builds the documentation into build/docs/; each warning and each broken link is an error
# make man      builds the manual page, build/man/assembler.1
# make pictures makes the pictures of the documentation anew, from real runs
# make bench    measures every command against pandoc and others on the same text, on the example and 50 times as much
# make rates    says how often each rule speaks in the example, or in TEXTS='FOLDER FILE.docx'
# make mutants  changes the code of merge, numbers, gates and disk, one thing at a time, and lists what no test notices
# make lock     writes .ci/requirements.txt anew: every package that CI installs, at one version, with the hashes of its files
# make audit    asks whether a fault is known of any of these versions
# make clean    takes away what was made; the next run sets everything up again

VENV := .venv
BIN := $(VENV)/bin

# LOCKED=1 installs nothing but what .ci/requirements.txt lists, and no file with another hash; so does .ci/run.
ifdef LOCKED
INSTALL_TEST := --require-hashes --requirement .ci/requirements.txt
INSTALL_SELF := --no-deps --no-build-isolation --editable .
else
INSTALL_TEST := --editable '.[portal,test,pdf-checks,docs]'
INSTALL_SELF := --editable .
endif

# Over all processors; the tests of one file stay together, since they share what takes long to make.
SPREAD := -n auto --dist loadfile --max-worker-restart 0

# Tests start the program often, and rewrite their own assertions: without bytecode both cost more than the tests.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: report portal test quick postgresql lint docs man pictures bench rates mutants lock audit clean system system-test

report: $(VENV)/report.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/assembler build
	@$(BIN)/assembler build --final

portal: $(VENV)/portal.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/assembler portal serve --demo --data build/portal $(if $(PORT),--port $(PORT))

test: $(VENV)/test.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/python -m pytest -q $(SPREAD)

quick: $(VENV)/test.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m 'not slow'

postgresql: $(VENV)/test.stamp
	@ASSEMBLER_TEST_DATABASE_URL=postgresql $(BIN)/python -m pytest -q tests/portal $(TESTS)

lint: $(VENV)/lint.stamp
	@$(BIN)/ruff check assembler docs tests
	@$(BIN)/ruff format --check assembler docs tests
	@$(BIN)/mypy

docs: $(VENV)/docs.stamp
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --jobs auto --builder html docs build/docs
	@$(BIN)/python docs/check_links.py build/docs

man: $(VENV)/docs.stamp
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --builder man docs build/man

pictures: $(VENV)/test.stamp
	@$(BIN)/python -m tests.documents.pictures

bench: $(VENV)/bench.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/python -m tests.bench.run

rates: $(VENV)/test.stamp
	@$(BIN)/python -m tests.bench.rates $(TEXTS)

# One module alone: make mutants ONLY='assembler.merge.merge.*'
mutants: $(VENV)/mutants.stamp
	@rm -rf mutants
	@$(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	@$(BIN)/mutmut results | grep -v ': not checked' || true

lock: $(VENV)/lint.stamp
	@$(BIN)/uv pip compile pyproject.toml .ci/build.in --extra portal --extra test --extra pdf-checks --extra docs --extra dev --universal \
		--python-version 3.12 --fork-strategy fewest --generate-hashes --no-header --no-emit-index-url --no-annotate \
		--upgrade --quiet --output-file .ci/requirements.txt

audit: $(VENV)/lint.stamp
	@$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement .ci/requirements.txt

clean:
	rm -rf $(VENV) build mutants

system:
	@.ci/system report

system-test:
	@.ci/system test

$(VENV)/venv.stamp:
	@rm -rf $(VENV)
	@python=$$(.ci/system python) && "$$python" -m venv $(VENV)
	@touch $@

$(VENV)/report.stamp: pyproject.toml $(VENV)/venv.stamp | system
	@$(if $(LOCKED),$(BIN)/python -m pip install --quiet $(INSTALL_TEST))
	@$(BIN)/python -m pip install --quiet $(INSTALL_SELF)
	@touch $@

$(VENV)/portal.stamp: pyproject.toml $(VENV)/report.stamp
	@$(if $(LOCKED),,$(BIN)/python -m pip install --quiet --editable '.[portal]')
	@touch $@

$(VENV)/test.stamp: pyproject.toml $(VENV)/report.stamp | system-test
	@$(if $(LOCKED),,$(BIN)/python -m pip install --quiet $(INSTALL_TEST))
	@touch $@

$(VENV)/lint.stamp: pyproject.toml $(VENV)/test.stamp
	@$(if $(LOCKED),,$(BIN)/python -m pip install --quiet --editable '.[portal,test,pdf-checks,docs,dev]')
	@touch $@

$(VENV)/docs.stamp: pyproject.toml $(VENV)/report.stamp
	@$(if $(LOCKED),,$(BIN)/python -m pip install --quiet --editable '.[docs]')
	@touch $@

$(VENV)/bench.stamp: pyproject.toml $(VENV)/test.stamp
	@$(BIN)/python -m pip install --quiet --editable '.[test,pdf-checks,bench]'
	@touch $@

$(VENV)/mutants.stamp: pyproject.toml $(VENV)/test.stamp
	@$(BIN)/python -m pip install --quiet --editable '.[test,mutants]'
	@touch $@
