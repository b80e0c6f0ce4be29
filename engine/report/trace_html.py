"""The trace as one page of HTML that needs nothing else: read on a screen, or printed on A4, landscape."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..diagnostics import Lang
from ..law import fold
from ..syntax import ast
from .trace import Entry, Line, Traced
from .trace_words import what, word
from .waived import waived_title

_STYLE = """
@page { size: A4 landscape; margin: 12mm 10mm; }
body { font: 10pt/1.4 "Times New Roman", "Noto Serif", "DejaVu Serif", serif; color: #111; margin: 1.5rem auto; max-width: 75rem; }
h1 { font-size: 16pt; margin: 0 0 .2rem; } h2 { font-size: 13pt; margin: 1.4rem 0 .4rem; }
p { margin: .2rem 0; } .quiet { color: #555; font-size: 9pt; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 1px solid #999; padding: .3rem .45rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { background: #eee; } th.clause { width: 11%; } th.text { width: 40%; } th.cases { width: 18%; }
mark { background: #fff1a8; padding: 0; } ul { margin: 0; padding-left: 1.1rem; }
.reading { border-left: 3px solid #3a6ea5; margin: .4rem 0 0; padding-left: .5rem; font-size: 9pt; }
.waived { color: #555; font-style: italic; } .hole { color: #a00000; font-weight: bold; }
.what { color: #555; font-size: 9pt; } code { font-family: "DejaVu Sans Mono", monospace; font-size: 8.5pt; }
@media print { body { margin: 0; max-width: none; } mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def as_html(traced: Traced, lang: Lang = Lang.VI) -> str:
    """Return the whole page."""
    title = traced.title or traced.id
    counts = word(
        lang,
        "counts",
        clauses=len(traced.lines),
        rules=sum(len(line.entries) for line in traced.lines),
        waived=sum(bool(line.waivers) for line in traced.lines),
        readings=len({r.id.value for line in traced.lines for r in line.readings}),
        cases=len(traced.cases),
        holes=len(traced.holes),
    )
    names = ", ".join(line.place for line in traced.holes)
    told = word(lang, "holes", len(traced.holes), names) if traced.holes else word(lang, "no holes")
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang.value}">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(word(lang, 'title'))} · <code>{escape(traced.id)}</code></p>",
        f"<p>{escape(counts)}</p>",
        f'<p class="{"hole" if traced.holes else "quiet"}">{escape(told)}</p>',
        f'<p class="quiet">{escape(word(lang, "key"))}</p>',
    ]
    for document, lines in traced.documents:
        parts.append(_document(traced, document, lines, lang))
    parts.append(f"<h2>{escape(word(lang, 'list'))}</h2>")
    cases = "".join(f'<li id="case-{n}">{escape(note)}</li>\n' for n, note in enumerate(traced.cases, 1))
    parts.append(f"<ol>\n{cases}</ol>" if cases else f"<p>{escape(word(lang, 'nocases'))}</p>")
    if traced.waived:
        parts.append(f"<h2>{escape(waived_title(traced.waived, lang))}</h2>")
        items = "".join(f"<li>{escape(w.line)}</li>\n" for w in traced.waived)
        parts.append(f"<ul>\n{items}</ul>")
    return "\n".join([*parts, "</body>\n</html>"]) + "\n"


def _document(traced: Traced, document: ast.DocumentD, lines: Iterable[Line], lang: Lang) -> str:
    number = word(lang, "unknown") if document.number == "unknown" else document.number
    heads = (("clause", "clause"), ("text", "text"), ("rules", "what"), ("cases", "cases"))
    head = "".join(f'<th class="{css}">{escape(word(lang, key))}</th>' for css, key in heads)
    rows = "\n".join(_row(traced, line, lang) for line in lines)
    note = f'<p class="quiet">{escape(document.note)}</p>\n' if document.note else ""
    return (
        f"<h2>{escape(document.title)}</h2>\n<p>{escape(word(lang, 'number'))}: {escape(number)}</p>\n{note}"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _row(traced: Traced, line: Line, lang: Lang) -> str:
    clause = line.clause
    place = f"{escape(clause.label)}<br><code>{escape(line.place)}</code>"
    slips = "".join(f'<p class="quiet">{escape(word(lang, "slip", s.reads, s.means))}</p>' for s in clause.slips)
    text = marked(clause.text, [e.quote for e in line.entries]) + slips
    text += "".join(_reading(r, lang) for r in line.readings)
    rules = "".join(_rule(line, e, lang) for e in line.entries)
    rules = f"<ul>{rules}</ul>" if rules else ""
    rules += "".join(f'<p class="waived">{escape(what(lang, "waived"))}: {escape(w)}</p>' for w in line.waivers)
    if line.forgotten:
        rules = f'<p class="hole">{escape(what(lang, "forgotten"))}</p>'
    return f"<tr><td>{place}</td><td>{text}</td><td>{rules}</td><td>{_cases(traced, line, lang)}</td></tr>"


def _rule(line: Line, entry: Entry, lang: Lang) -> str:
    state = ""
    if entry.idle:
        state = f' <span class="what">({escape(word(lang, "idle"))})</span>'
    elif not entry.cases and not line.hole:
        state = f' <span class="hole">({escape(word(lang, "hole"))})</span>'
    flags = " ⚑" if entry.readings else ""
    name = f"<code>{escape(entry.id)}</code>"
    return f'<li><span class="what">{escape(what(lang, entry.what))}</span> {escape(entry.label)} {name}{flags}{state}</li>'


def _cases(traced: Traced, line: Line, lang: Lang) -> str:
    if line.hole:
        return f'<span class="hole">{escape(word(lang, "hole"))}</span>'
    links = (
        f'<a href="#case-{n}" title="{escape(traced.cases[n - 1])}">{escape(word(lang, "case", n))}</a>'
        for n in line.cases
    )
    return ", ".join(links)


def _reading(reading: ast.ReadingD, lang: Lang) -> str:
    said = [
        ("open", reading.open),
        ("taken", reading.taken),
        ("by", reading.by),
        ("instead", "; ".join(reading.instead)),
    ]
    parts = " ".join(f"<b>{escape(word(lang, key))}:</b> {escape(text)}" for key, text in said if text)
    return f'<p class="reading">⚑ {parts}</p>'


def marked(text: str, quotes: Iterable[str]) -> str:
    """Return a clause as HTML, the words that rules quote marked; quotes may overlap."""
    words = fold(text)
    inside = [False] * len(words)
    for quote in quotes:
        asked = fold(quote)
        at = words.find(asked) if asked else -1
        while at >= 0:
            inside[at : at + len(asked)] = [True] * len(asked)
            at = words.find(asked, at + 1)
    out: list[str] = []
    open_ = False
    for char, within in zip(words, inside, strict=True):
        if within != open_:
            out.append("<mark>" if within else "</mark>")
            open_ = within
        out.append(escape(char))
    return "".join(out) + ("</mark>" if open_ else "")
