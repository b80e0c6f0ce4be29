"""From the frame and what a case has otherwise to the records in full: rows, answers, attestations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from .model import Cells, Change, Frame, Given, Records

#: Who answered, where a case does not say.
COUNCIL = "Hội đồng"


def laid_out(frame: Frame, change: Change, keys: Mapping[str, str]) -> Given:
    """Return the records of a case in full; `keys` names the key column of every register that has one."""
    records = rows_of(frame, change, keys)
    defaults = {
        "attestation": {"covers_from": frame.covers[0], "covers_to": frame.covers[1], "day": frame.day},
        "judgement": {"by": COUNCIL, "day": frame.day},
        "nomination": {"day": frame.day},
        "grant": {"day": frame.day},
    }
    answers = answers_of(frame, change)
    said = [
        {"subject": subject, "question": question, "answer": answer}
        for subject, given in answers.items()
        for question, answer in given.items()
        if answer
    ]
    counts = {r: str(len(rows)) for r, rows in records.items()} | dict(change.counts)
    attested = frame.attested if change.attested is None else change.attested
    whole = [{"register": r, "count": counts.get(r, "0")} for r in attested]
    out: dict[str, tuple[Cells, ...]] = dict(records)
    out["judgement"] = (*records.get("judgement", ()), *said)
    out.setdefault("attestation", tuple(whole))
    full = {
        register: tuple({**defaults[register], **row} for row in rows) if register in defaults else tuple(rows)
        for register, rows in out.items()
    }
    day = dt.date.fromisoformat(frame.as_of if change.as_of is None else change.as_of)
    return Given(full, {**frame.parameters, **change.parameters}, day)


def rows_of(frame: Frame, change: Change, keys: Mapping[str, str]) -> Records:
    """Return the rows of a case without answers and attestations; a register that is not named was not read."""
    records = {**frame.records, **change.records}
    for register, cells in change.cells.items():
        key = keys.get(register, "")
        rows = records.get(register, ())
        records[register] = tuple({**row, **cells.get(row.get(key, ""), {})} for row in rows)
    return {r: rows for r, rows in records.items() if r not in change.dropped}


def answers_of(frame: Frame, change: Change) -> Mapping[str, Cells]:
    """Return the answers of a case by subject and question; "" is one that was not given."""
    subjects = dict.fromkeys([*frame.answers, *change.answers])
    return {s: {**frame.answers.get(s, {}), **change.answers.get(s, {})} for s in subjects}
