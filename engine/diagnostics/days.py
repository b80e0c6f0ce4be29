"""How days are told to people, in each language in one form: dd/mm/yyyy in Vietnamese, year-month-day in English."""

from __future__ import annotations

import datetime as dt
import re

from .lang import Lang

#: A day as it is written in Vietnamese, alone or between other words.
_WRITTEN = re.compile(r"(?<![0-9/])([0-9]{2})/([0-9]{2})/([0-9]{4})(?![0-9/])")
_ISO = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")


def told_day(day: dt.date, lang: Lang) -> str:
    """Return a day as it is told to people."""
    return day.isoformat() if lang is Lang.EN else f"{day:%d/%m/%Y}"


def retold(text: str, lang: Lang) -> str:
    """Return words of the program's own, in which days are written in Vietnamese, with the days of the language."""
    return _WRITTEN.sub(r"\3-\2-\1", text) if lang is Lang.EN else text


def told_iso(text: str, lang: Lang) -> str:
    """Return words of the program's own, in which days are written year-month-day, with the days of the language."""
    return text if lang is Lang.EN else _ISO.sub(r"\3/\2/\1", text)
