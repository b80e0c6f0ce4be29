"""What there is to ask about the files of a campaign before anybody is judged by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Diagnostic, Severity, arranged, file_codes, record_codes, sheet_codes
from ..plan import Plan
from .bare import survey_bare
from .dossier import Dossier
from .mapping.model import NOTHING, MappingFile
from .opening.files import Progress
from .reading import dossier_of
from .survey import Survey, survey

#: Warnings that tell without asking: what is simply not there, or not used and like nothing.
_TOLD = frozenset(
    {
        file_codes.LEFT_OUT,
        sheet_codes.COLUMNS_UNBOUND,
        sheet_codes.COLUMNS_MISSING,
        sheet_codes.REGISTER_UNREAD,
        sheet_codes.PARAMETERS_UNREAD,
        record_codes.OWNERS_UNREAD,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """What was seen in the files, the dossier to be judged (None without a rule set), and all that was found."""

    seen: Survey
    dossier: Dossier | None
    found: tuple[Diagnostic, ...]

    @property
    def questions(self) -> tuple[Diagnostic, ...]:
        """Return what somebody has to settle, in the books or in a mapping file."""
        return tuple(d for d in self.found if is_question(d))


def is_question(found: Diagnostic) -> bool:
    """Tell whether a finding asks for something to be settled."""
    return found.severity is not Severity.NOTE and found.code not in _TOLD


def inspect_files(
    plan: Plan | None,
    files: Sequence[Path],
    progress: Progress | None = None,
    mapping: MappingFile = NOTHING,
    *,
    convert: bool = False,
) -> Inspection:
    """Return what was seen in some files, with a rule set or without, or raise why none can be opened."""
    if plan is None:
        seen = survey_bare(files, progress, convert=convert)
        return Inspection(seen, None, arranged([*seen.opened.refused, *seen.opened.notices]))
    seen = survey(plan, files, mapping, progress, convert=convert, lenient=True)
    dossier = dossier_of(plan, seen)
    before = [*seen.opened.refused, *seen.headless()]
    return Inspection(seen, dossier, arranged([*before, *dossier.rejected, *dossier.notices]))
