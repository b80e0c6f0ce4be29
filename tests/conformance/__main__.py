"""The conformance cases for other implementations: export them, and check what one of them found.

`python -m tests.conformance --export cases.json` writes every case as one JSON document; `--found` adds everything that
the reference finds. `python -m tests.conformance --check results.json` holds another implementation's results against
what the cases want; the exit code is 1 where something differs (docs/conformance.md).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ModuleNotFoundError:  # `make demo` alone does not install what tests need
    sys.exit("jsonschema is missing: .venv/bin/pip install -e '.[test]'")

from . import build
from .export import SCHEMA, checked, document


def main(arguments: list[str] | None = None) -> int:
    """Export or check; return 1 where something differs, 2 where a file is not what it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--export", type=Path, metavar="FILE", help="write the cases")
    what.add_argument("--check", type=Path, metavar="FILE", help="check the results of another implementation")
    parser.add_argument("--found", action="store_true", help="export everything that the reference finds, too")
    options = parser.parse_args(arguments)
    cases = build.cases()
    if options.export is not None:
        try:
            options.export.write_text(document(cases, found=options.found), "utf-8", newline="\n")
        except OSError as error:
            print(f"{options.export} cannot be written: {error.strerror}")
            return 2
        print(f"{len(cases)} cases written to {options.export}")
        return 0
    return _check(cases, options.check)


def _check(cases: list[build.Case], file: Path) -> int:
    try:
        results = json.loads(file.read_text("utf-8"))
    except OSError as error:
        print(f"{file} cannot be read: {error.strerror}")
        return 2
    except ValueError as error:
        print(f"{file} is not JSON: {error}")
        return 2
    schema = {**json.loads(SCHEMA.read_text("utf-8")), "$ref": "#/$defs/results"}
    wrong = sorted(Draft202012Validator(schema).iter_errors(results), key=lambda e: e.json_path)
    for one in wrong[:20]:
        print(f"{file}: {one.json_path}: {one.message[:200]}")
    if wrong:
        return 2
    apart = list(checked(cases, results))
    for difference in apart:
        print(difference)
    known = {case.name for case in cases}
    strange = [name for name in results if name not in known]
    for name in strange:
        print(f"{name}: there is no such case")
    missed = len({a.case for a in apart})
    print(f"{len(cases) - missed} of {len(cases)} cases hold")
    return min(1, len(apart) + len(strange))


if __name__ == "__main__":
    sys.exit(main())
