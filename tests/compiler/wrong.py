"""Small rules with something wrong in each: what stands wrong, by the section it stands in."""

from __future__ import annotations

from pathlib import Path

from ..conformance.build import texts
from .small import AWARD, CITE, HEAD, criteria

SCORES = f"""\
scores:
  unit.s: {{label: s, BODY, {CITE}}}
  unit.t: {{label: t, max: 5, points: 1, {CITE}}}
  unit.u: {{label: u, points: 1, {CITE}}}
  person.t: {{label: t, max: 5, points: 1, {CITE}}}
classifications:
  unit.g: {{label: g, grades: [{{grade: good, label: Tốt, when: ok, {CITE}}}], {CITE}}}
"""

def rule_sets() -> dict[str, str]:
    """Return every rule set by what is wrong in it."""
    wrong = texts((Path(__file__).parent / "wrong.yaml").read_text("utf-8").replace("CITE", CITE.replace("'", "''")))
    fine = criteria({"unit.x": "ok"}) + AWARD
    graded = "classifications:\n" + SCORES.partition("classifications:\n")[2]
    graded += f"  person.h: {{label: h, grades: [{{grade: good, label: Tốt, when: fine, {CITE}}}], {CITE}}}\n"
    graded += f"scores:\n  unit.t: {{label: t, max: 5, points: 1, {CITE}}}\n"
    out = {f"score: {body}": HEAD + SCORES.replace("BODY", body) + fine for body in wrong["points"]}
    out |= {f"condition: {met}": HEAD + graded + criteria({"unit.x": met}) + AWARD for met in wrong["conditions"]}
    out |= {f"if none: {n}": HEAD + criteria({"unit.x": f"{n}\nif none: met"}) + AWARD for n in ("ok", "points >= 1")}
    out |= {f"section: {what}": merged(HEAD, text) + fine for what, text in wrong["sections"].items()}
    other = f"awards:\n  khac: {{label: Khác, to: {{unit: none}}, {CITE}}}\n"
    other += f"  giay-khen: {{label: Giấy khen, BODY, {CITE}}}\n"
    out |= {f"award: {b}": HEAD + criteria({"unit.x": "ok"}) + other.replace("BODY", b) for b in wrong["awards"]}
    return out


def merged(below: str, above: str) -> str:
    """Put the entries of sections into those of the same name, or the sections behind all."""
    for part in ("\n" + above).split("\n")[1:]:
        if part and not part.startswith(" "):
            head = part
            if f"\n{head}\n" not in below:
                below += f"{head}\n"
        elif part:
            below = below.replace(f"\n{head}\n", f"\n{head}\n{part}\n", 1)
    return below
