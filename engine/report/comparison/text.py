"""A comparison as text: what differs, whose result turned and why, the lines, the counts, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from tabulate import tabulate

from ...diagnostics.visible import shown as shown_safely
from ...evaluator import Evaluation
from ...explain.comparison.model import Above, Later, Ledger, Move, RuleChange, Single, Turn
from ...explain.comparison.telling import Telling
from ...explain.comparison.wishes.model import WishKind
from ...explain.selecting import capital
from ...explain.telling import Teller
from ...values import Decision
from .model import Compared
from .words import say

WIDTH = 100
_PENDING = Decision.PENDING.word


def compared_text(shown: Compared) -> str:
    """Return everything that `what-if` and `compare` print."""
    lines = [*_head(shown), *_rules(shown), *_later(shown), *_turns(shown), *_lines(shown), *_summary(shown)]
    if shown.supposed:
        lines += ["", say(shown.lang, "mark")]
    return shown_safely("\n".join(lines)) + "\n"


def laid(text: str, indent: int, hang: int | None = None) -> list[str]:
    """Return a text as lines of the page's width."""
    first, rest = " " * indent, " " * (indent if hang is None else hang)
    return wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _head(shown: Compared) -> Iterator[str]:
    lang, teller = shown.lang, Teller(shown.lang)
    if shown.supposed:
        yield say(lang, "mark")
        yield shown.before.plan.title
        yield say(lang, "as_of", day=teller.day(shown.before.as_of))
        yield ""
        yield say(lang, "assumed")
        for number, one in enumerate(shown.assumptions, 1):
            at = lang.value == "en"
            word = {WishKind.ADD: "assumption-add", WishKind.REMOVE: "assumption-remove"}.get(one.kind, "assumption")
            text = say(lang, word, what=one.what[at], before=one.before[at], after=one.after[at])
            text += say(lang, "at", place=teller.place(one.cell)) if one.cell is not None and one.cell.file else ""
            cite = (one.law.clause or one.law.cite) if one.law is not None else ""
            text += say(lang, "cite", cite=cite) if cite else ""
            text += f" – {say(lang, 'unsaid')}" if one.unsaid else ""
            yield from laid(f"{number}. {capital(text)}", 2, 5)
        if shown.attested or shown.unattested:
            yield from laid(say(lang, "attested" if shown.attested else "unattested"), 2)
        more = len(shown.after.dossier.rejected) - len(shown.before.dossier.rejected)
        if more > 0:
            yield from laid(say(lang, "rejected", n=more), 2)
        return
    yield say(lang, "compare")
    for word, side in (("side-before", shown.before), ("side-after", shown.after)):
        yield from laid(_side(shown, say(lang, word), side), 0, 2)
    telling = shown.telling()
    what = ", ".join(telling.lever(lever) for lever in shown.found.levers)
    yield say(lang, "differs", what=what) if what else say(lang, "alike")


def _side(shown: Compared, word: str, side: Evaluation) -> str:
    day = Teller(shown.lang).day(side.as_of)
    files = say(shown.lang, "files", n=len(side.dossier.files))
    return say(shown.lang, "side", side=word, title=f"{side.plan.title} ({side.plan.id})", files=files, day=day)


def _rules(shown: Compared) -> Iterator[str]:
    if shown.supposed or not shown.found.rules:
        return
    yield from ("", say(shown.lang, "rules"))
    for change in shown.found.rules:
        yield from laid(f"- {capital(rule_line(shown, change))}", 2, 4)
        at = shown.lang.value == "en"
        for one in change.reworded:
            old, new = (w[at] if w is not None else "–" for w in (one.before, one.after))
            yield from laid(say(shown.lang, "rule-text", before=old, after=new), 6)


def rule_line(shown: Compared, change: RuleChange) -> str:
    """Return a rule that differs, in one line."""
    lang = shown.lang
    cite = shown.telling().law(change.law_before, change.law_after)
    told = say(lang, "rule", label=change.label, id=change.id, cite=cite)
    told = f"{say(lang, f'section-{change.section}')} “{told}".replace(f"“{change.label} ", f"“{change.label}” ", 1)
    if change.came or change.went:
        return f"{told}: {say(lang, 'rule-came' if change.came else 'rule-went')}"
    return told if change.reworded else f"{told}: {say(lang, 'rule-source')}"


def _turns(shown: Compared) -> Iterator[str]:
    lang, telling = shown.lang, shown.telling()
    if shown.found.nothing:
        yield from ("", say(lang, "nothing"))
        return
    for ledger in shown.found.ledgers:
        if not (ledger.turns or ledger.appeared or ledger.disappeared):
            continue
        title = say(lang, "ledger", label=ledger.outcome.label, kind=ledger.outcome.word).upper()
        yield from ("", title)
        for move in Move:
            found = ledger.of(move)
            if found:
                yield from _moved(shown, telling, move.value, found)
        for word, singles in (("appeared", ledger.appeared), ("disappeared", ledger.disappeared)):
            if singles:
                yield say(lang, "move", move=telling.say(word), n=len(singles))
                for number, one in enumerate(singles, 1):
                    yield from laid(f"{number}. {single_line(shown, ledger, one, after=word == 'appeared')}", 2, 5)
    if len(shown.found.levers) > 1:
        yield from ("", say(lang, "mixed", n=shown.found.mixed))


def _moved(shown: Compared, telling: Telling, move: str, found: tuple[Turn, ...]) -> Iterator[str]:
    yield say(shown.lang, "move", move=telling.say(move), n=len(found))
    for number, turn in enumerate(found, 1):
        yield from laid(f"{number}. {turn_line(telling, turn)}", 2, 5)
        for text in telling.turn(turn):
            if text.startswith("- "):
                yield from laid(text, 5, 7)
            elif text.startswith("  "):
                yield from laid(text.strip(), 9, 11)
            else:
                yield from laid(text, 5)


def turn_line(telling: Telling, turn: Turn) -> str:
    """Return whose result turned, from what to what."""
    old, new = (telling.state(s, turn.outcome.sort, after=a) for s, a in ((turn.before, False), (turn.after, True)))
    return f"{telling.teller.who(turn.row)}: {old} → {new}"


def single_line(shown: Compared, ledger: Ledger, one: Single, *, after: bool) -> str:
    """Return a subject that only one side has, with what it followed or became."""
    telling = shown.telling()
    text = say(
        shown.lang, "single", who=telling.teller.who(one.row), state=telling.state(one.state, ledger.outcome.sort)
    )
    if one.others:
        kin = telling.say("follows" if after else "followed", keys=", ".join(one.others))
        text += say(shown.lang, "single-kin", kin=kin)
    return text


def _later(shown: Compared) -> Iterator[str]:
    listed = [one for one in shown.found.later if one.grants or not shown.supposed]
    if not listed:
        return
    lang, telling = shown.lang, shown.telling()
    yield from ("", say(lang, "later"))
    for number, one in enumerate(listed, 1):
        turn = one.turn
        text = say(
            lang, "later-one", who=telling.teller.who(turn.row), award=turn.outcome.label,
            state=_had(shown, one), now=telling.state(turn.after, turn.outcome.sort),
        )  # fmt: skip
        yield from laid(f"{number}. {text}", 2, 5)
        for line in telling.turn(turn):
            yield from laid(line.strip(), 7 if line.startswith("  ") else 5, 9 if line.startswith("  ") else 7)
        for above in one.above:
            cite = say(lang, "cite", cite=above.law.clause or above.law.cite)
            ground = turn.outcome.label, telling.state(turn.after, turn.outcome.sort)
            rest = say(lang, "later-rests", below=ground[0], fell=ground[1]) if above.rests else ""
            text = say(
                lang, "later-above", award=above.label, cite=cite, state=_had(shown, above),
                now=telling.word(above.now, turn.outcome.sort), rest=rest,
            )  # fmt: skip
            yield from laid(text, 5, 7)
    yield from laid(say(lang, "later-note"), 2)


def _had(shown: Compared, one: Later | Above) -> str:
    """Return whether an award was proposed, and by which decisions it was granted."""
    lang, teller = shown.lang, Teller(shown.lang)
    states = [say(lang, "later-proposed")] if one.proposed else []
    pairs = list(zip(one.grants[::2], one.grants[1::2], strict=True))
    told = [say(lang, "later-grant", document=teller.value(d), day=teller.value(day)) for day, d in pairs]
    states.append(say(lang, "later-granted", documents="; ".join(told)) if told else say(lang, "later-nothing"))
    return "; ".join(states)


def _lines(shown: Compared) -> Iterator[str]:
    """Yield where every cut line was and is."""
    lang, telling = shown.lang, shown.telling()
    found = [(ledger, line) for ledger in shown.found.ledgers for line in ledger.lines]
    if not found:
        return
    yield from ("", say(lang, "lines"))
    for ledger, line in found:
        head = say(lang, "ledger", label=ledger.outcome.label, kind=ledger.outcome.word)
        head += f", {say(lang, 'group', group=line.group).rstrip(': ')}" if line.group else ""
        told = telling.line(line.before, line.after)
        if line.inside[0] != line.inside[1]:
            told.append(say(lang, "line-inside", before=line.inside[0], after=line.inside[1]))
        if not told:
            told = [say(lang, "line-same", cut=telling.cut(line.after), places=telling.places(line.after))]
        yield from laid(f"{head}: {'; '.join(told)}.", 2, 4)


def _summary(shown: Compared) -> Iterator[str]:
    lang, telling = shown.lang, shown.telling()
    yield from ("", say(lang, "summary"))
    for ledger in shown.found.ledgers:
        words = dict.fromkeys((*ledger.counts_before, *ledger.counts_after))
        rows = []
        for word in words:
            old, new = ledger.counts_before.get(word, 0), ledger.counts_after.get(word, 0)
            shift = f"{new - old:+d}" if new != old else ""
            rows.append([capital(telling.word(word, ledger.outcome.sort)), str(old or "-"), str(new or "-"), shift])
        totals = [sum(c.values()) for c in (ledger.counts_before, ledger.counts_after)]
        shift = f"{totals[1] - totals[0]:+d}" if totals[0] != totals[1] else ""
        rows.append([say(lang, "total"), *map(str, totals), shift])
        title = say(lang, "ledger", label=ledger.outcome.label, kind=ledger.outcome.word)
        head = [title, say(lang, "before"), say(lang, "after"), say(lang, "change")]
        if ledger.turns or ledger.appeared or ledger.disappeared:
            align = ("left", "right", "right", "right")
            yield tabulate(rows, headers=head, tablefmt="simple", disable_numparse=True, colalign=align)
            yield ""
    for ledger in shown.found.ledgers:
        yield from laid(balance_line(shown, ledger), 0, 2)


def balance_line(shown: Compared, ledger: Ledger) -> str:
    """Return that nobody is lost: everybody of either side is in exactly one part."""
    lang = shown.lang
    many = {m.value: len(ledger.of(m)) for m in Move}
    many |= {"same": ledger.same, "appeared": len(ledger.appeared), "disappeared": len(ledger.disappeared)}
    always = {"gained", "lost", "same"}
    parts = [say(lang, f"part-{word}", n=n) for word, n in many.items() if n or word in always]
    text = say(
        lang, "balance", label=ledger.outcome.label, kind=ledger.outcome.word, all=sum(many.values()),
        parts=" + ".join(parts),
    )  # fmt: skip
    pending = sum(t.before.word == _PENDING and t.move in {Move.GAINED, Move.SETTLED} for t in ledger.turns)
    return f"{text} ({say(lang, 'was-pending', n=pending)})" if pending else text
