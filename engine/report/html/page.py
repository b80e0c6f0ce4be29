"""The report as one file: the template, the style and the script with their hashes, the index, the proofs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ...explain.telling import Teller
from ...version import ENGINE_VERSION
from .campaign import Campaign
from .front import findings, grouped, marked, tables
from .index import Index, indexed
from .packing import inline_json, packed
from .proofs import BLOCK, ROLES, SORTS, Proofs
from .words import WORDS, say

_FOLDER = Path(__file__).parent / "templates"
#: The parts of the script, in the order in which they are put together.
SCRIPTS = (
    "dom", "data", "route", "filter", "list", "rows", "outline", "subject", "draw", "fall", "sets", "scores", "near",
    "heat", "pictures", "records", "boot",
)  # fmt: skip
#: Below so many rows a list stands on one page, above on pages of so many.
ONE_PAGE, PAGE = 3000, 100


def html_report(campaign: Campaign) -> bytes:
    """Return the whole report; the same campaign, the same bytes. The subjects are read once."""
    proofs = Proofs(campaign.lang)
    index = indexed(campaign, proofs)
    style, script = _read("report.css"), script_text()
    said = WORDS[campaign.lang]
    rejected = findings(campaign, campaign.rejected)
    notices = grouped(findings(campaign, campaign.notices))
    provisional, interim = marked(index)
    text: str = _template().render(
        lang=campaign.lang.value, campaign=campaign, engine=ENGINE_VERSION, said=said,
        say=lambda word, **parts: say(campaign.lang, word, **parts), day=Teller(campaign.lang).day(campaign.as_of),
        tables=tables(campaign, index), provisional=provisional, interim=interim, faults=len(rejected),
        notices=len(notices), style=style, script=script, csp=csp(style, script),
        meta=inline_json(_meta(campaign, index, said)), index=packed(index.packed()), reasons=packed(index.reasons()),
        records=packed({"rejected": rejected, "notices": notices}), common=packed(proofs.common.all),
        blocks=proofs.blocks,
    )  # fmt: skip
    return text.encode()


def csp(style: str, script: str) -> str:
    """Return the policy of the page: nothing from outside, and of what is inside only this style and this script."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _meta(campaign: Campaign, index: Index, said: Mapping[str, str]) -> dict[str, Any]:
    """Return what the script needs before anything else: small, whatever the number of subjects."""
    kinds = [
        {"id": k.id, "word": k.word, "start": index.starts.get(k.id, 0), "size": k.size} for k in campaign.kinds
    ]
    return {
        "words": dict(said),
        "title": campaign.title,
        "asOf": Teller(campaign.lang).day(campaign.as_of),
        "size": len(index.names),
        "block": BLOCK,
        "onePage": ONE_PAGE,
        "page": PAGE,
        "kinds": kinds,
        "criteria": [
            {"id": c, "label": label, "kind": index.kinds_of_criteria[c]}
            for c, label in campaign.criteria.items()
            if c in index.kinds_of_criteria
        ],
        "lists": [column.told(index.teller) for column in index.columns.values()],
        "figures": [{"id": n, "kind": f.kind, "label": f.label} for n, f in index.figures.items()],
        "sorts": [s.value for s in SORTS],
        "roles": [r.value for r in ROLES],
    }


def script_text() -> str:
    """Return the script: its parts in one function of their own."""
    parts = "\n".join(_read(f"js/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _template() -> Any:  # noqa: ANN401 - jinja2 is imported late
    import jinja2

    loader = jinja2.FileSystemLoader(_FOLDER, encoding="utf-8")
    ready = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    return ready.get_template("report.html.j2")
