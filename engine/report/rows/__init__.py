"""A result as plain lines, one for each subject and award: for millions of subjects, written as they are made.

Subjects about whom everything that a reason rests on is the same have the same reasons, whoever they are. So each such
pattern is proved once, by the proof that explains any subject, and its words are put beside every subject that has it.
Where a reason rests on more than codes (rows under an aggregate that are open, an answer that cannot be used), the
subject is proved by itself. What is written is what the proof of each subject says: a test holds that.
"""

from __future__ import annotations

from .writing import FORMS, write_rows

__all__ = ["FORMS", "write_rows"]
