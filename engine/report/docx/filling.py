"""An office's own template filled in (docxtpl): names and cells are data, and a template has only a small language.

What a workbook holds is put in as text: neither Jinja nor XML in it means anything. What a template may do is bounded
too: variables, `for`, `if`, a few filters; no attribute of Python's own, no arithmetic that fills memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from ...diagnostics import Code, Diagnostic, ReportedError, run_codes
from ...syntax.shape import did_you_mean
from ..papers.model import Template
from .opening import opened
from .package import settled

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "replace", "sort", "trim", "upper")
_TESTS = ("defined", "undefined", "none", "in", "eq", "ne", "equalto", "odd", "even", "string", "number", "mapping")
#: Parts of a template that are not what a template is for: other files, macros, escaping switched off.
_REFUSED = ("Include", "Import", "FromImport", "Extends", "Macro", "CallBlock", "Call", "Block", "FilterBlock",
            "ScopedEvalContextModifier", "EvalContextModifier", "Mul", "Pow", "Mod")  # fmt: skip
_QUOTED = re.compile(r"'([^']*)'(?=[^']*$)")
_ITEM = re.compile(r"no element (-?[0-9]+)")
_FIRST = re.compile(r"'([^']*)'")
_TAG = re.compile(r"\{[{%#].*?(?:[}%#]\}|$)", re.DOTALL)


def filled(template: Template, values: Mapping[str, object]) -> bytes:
    """Return the template filled in, with the same bytes for the same values.

    Raises ReportedError with one sentence for a name that there is not, a tag that is not well written, something that
    a template may not use, and a file that is no plain DOCX.
    """
    import zipfile

    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError, TemplateError
    from lxml.etree import LxmlError

    data, out = opened(template), io.BytesIO()
    try:
        form = DocxTemplate(io.BytesIO(data))
        form.render(dict(values), jinja_env=_environment(), autoescape=True)
        form.save(out)
    except UndefinedError as bad:
        if (found := _QUOTED.search(str(bad))) is not None:
            _fail(template, run_codes.TEMPLATE_NAME, did_you_mean(found[1], sorted(values)))
        item = _ITEM.search(str(bad))
        _fail(template, run_codes.TEMPLATE_NOTHING, {"text": f"[{item[1] if item else '?'}]"})
    except SecurityError as bad:
        found = _FIRST.search(str(bad))
        _fail(template, run_codes.TEMPLATE_UNSAFE, {"text": found[1] if found else str(bad)[:80]})
    except (TemplateSyntaxError, TemplateError, TypeError, ValueError, KeyError, LxmlError, zipfile.BadZipFile) as bad:
        _fail(template, run_codes.TEMPLATE_SYNTAX, {"text": _near(bad), "brace": "`{{`, `{%`"})
    return settled(out.getvalue(), own=True)


def _fail(template: Template, code: Code, args: Mapping[str, str]) -> NoReturn:
    raise ReportedError([Diagnostic(code, None, {**args, "file": template.name})]) from None


def _near(bad: BaseException) -> str:
    """Return the tag of the template that an error is about, as far as it can be told."""
    lines = " ".join(getattr(bad, "docx_context", ()))
    tags = [t.strip() for t in _TAG.findall(lines)]
    return (tags[len(tags) // 2] if tags else " ".join(str(bad).split()))[:80].replace("`", "'") or "?"


def _environment() -> SandboxedEnvironment:
    """Return the small language of a template."""
    from jinja2 import StrictUndefined, nodes
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import SandboxedEnvironment

    refused = tuple(getattr(nodes, name) for name in _REFUSED)

    class Small(SandboxedEnvironment):
        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            for node in tree.find_all(refused):
                told = type(node).__name__.casefold()
                message = f"'{told}'"
                raise SecurityError(message)
            return tree

    room = Small(autoescape=True, undefined=StrictUndefined)
    room.globals.clear()
    keep: Any = (room.filters, FILTERS), (room.tests, _TESTS)
    for table, names in keep:
        for name in set(table) - set(names):
            del table[name]
    return room
