"""The two languages."""

from __future__ import annotations

import enum


class Lang(enum.Enum):
    """The language of everything shown to people."""

    VI = "vi"
    EN = "en"
