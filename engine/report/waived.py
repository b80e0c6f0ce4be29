"""Findings of lints that stand by a waiver of the rule set: code, place and reason, for `show` and `trace`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..compiler.citing import rules_of
from ..diagnostics import Lang
from ..syntax import ast

_WORDS = {
    Lang.VI: ("Cảnh báo được chấp nhận ({})", "cảnh báo được chấp nhận"),
    Lang.EN: ("Findings that stand by a waiver ({})", "finding waived"),
}


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that stands: the code of the lint, the rule it is about by name and label (if it has one), and why."""

    code: str
    at: str
    label: str
    reason: str

    @property
    def line(self) -> str:
        """Return it in one line."""
        place = f"{self.label} ({self.at})" if self.label else self.at
        return f"{self.code} – {place}: {self.reason}"


def waived_of(rules: ast.RuleSetD) -> tuple[Waived, ...]:
    """Return the waivers of a rule set, in the order in which they are written."""
    labels = {cited.id: cited.label for cited in reversed(list(rules_of(rules)))}
    return tuple(Waived(w.lint.value, w.at.value, labels.get(w.at.value, ""), w.reason) for w in rules.lint_waivers)


def waived_title(waivers: Sequence[Waived], lang: Lang) -> str:
    """Return the heading of the list, with how many there are."""
    return _WORDS[lang][0].format(len(waivers))


def waived_word(lang: Lang) -> str:
    """Return what one of them is called in a table."""
    return _WORDS[lang][1]
