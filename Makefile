run = python3 bootstrap.py

.PHONY: setup test lint format types lock schemas golden bench pictures reference

setup:
	$(run) python --version
test:
	$(run) pytest
lint:
	$(run) ruff check .
	$(run) ruff format --check .
format:
	$(run) ruff check --fix .
	$(run) ruff format .
types:
	$(run) mypy

# Needs uv. Pins that still fit are kept; `make lock UV_FLAGS=--upgrade` takes the newest of everything.
compile = uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(UV_FLAGS)
lock:
	$(compile) --output-file requirements.lock
	$(compile) --group dev --constraints requirements.lock --output-file requirements-dev.lock

schemas:
	$(run) python -m forms.schemas docs/schema
golden:
	$(run) pytest tests/test_golden.py --update-golden
bench:
	$(run) python benchmarks/run.py
pictures:
	$(run) python docs/pictures.py
	$(run) python docs/guide_pictures.py
reference:
	$(run) python docs/reference.py
