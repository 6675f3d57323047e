# make report   sets everything up and builds the example report in contributions/: build/draft and build/final
# make test     sets everything up and runs the tests
# make lint     checks types, lint and layout of the code
# make bench    measures every command against pandoc and others on the same text, on the example and 50 times as much
# make clean    takes away what was made; the next run sets everything up again

VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test lint bench clean system system-test

report: $(VENV)/report.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/assembler build
	@$(BIN)/assembler build --final

test: $(VENV)/test.stamp
	@$(BIN)/python -m pytest -q

lint: $(VENV)/lint.stamp
	@$(BIN)/ruff check assembler tests
	@$(BIN)/ruff format --check assembler tests
	@$(BIN)/mypy

bench: $(VENV)/bench.stamp
	@$(BIN)/python -m compileall -q assembler
	@$(BIN)/python -m tests.bench.run
	@$(BIN)/python -m tests.bench.preview

clean:
	rm -rf $(VENV) build

system:
	@.ci/system report

system-test:
	@.ci/system test

$(VENV)/venv.stamp:
	@rm -rf $(VENV)
	@python=$$(.ci/system python) && "$$python" -m venv $(VENV)
	@touch $@

$(VENV)/report.stamp: pyproject.toml $(VENV)/venv.stamp | system
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/test.stamp: pyproject.toml $(VENV)/report.stamp | system-test
	@$(BIN)/python -m pip install --quiet --editable '.[test,pdf-checks]'
	@touch $@

$(VENV)/lint.stamp: pyproject.toml $(VENV)/test.stamp
	@$(BIN)/python -m pip install --quiet --editable '.[test,pdf-checks,dev]'
	@touch $@

$(VENV)/bench.stamp: pyproject.toml $(VENV)/test.stamp
	@$(BIN)/python -m pip install --quiet --editable '.[test,pdf-checks,bench]'
	@touch $@
