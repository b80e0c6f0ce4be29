"""Lines written as they are made, some thousands of subjects at a time: JSON lines, csv, Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from ...diagnostics import Lang
from ...evaluator import Evaluation
from ...explain import Prover
from ..csv_out import safe
from ..view import kinds_of
from .lines import Line, lines_of
from .patterns import Patterns, patterns_of
from .values import as_json

#: The forms that rows are written in, by the ending of their file.
FORMS = ("jsonl", "csv", "parquet")
#: So many subjects are put into words at a time.
_AT_ONCE = 20_000
#: The columns of csv and Parquet, in this order.
HEADS = (
    "kind", "key", "name", "owner", "award", "assessment", "decision", "waits_on", "reasons", "why", "values",
    "provisional", "interim", "rank_best", "rank_worst",
)  # fmt: skip
_Row = tuple[str, ...]
Progress = Callable[[int, int], None]


def write_rows(
    evaluation: Evaluation, path: Path, form: str, lang: Lang = Lang.VI, progress: Progress | None = None
) -> int:
    """Write one line for each subject and award; return how many. Subjects stand in the order of their records."""
    count = 0
    with _writer(path, form) as write:
        for rows in batches(evaluation, lang, progress):
            write(rows)
            count += len(rows)
    return count


def batches(evaluation: Evaluation, lang: Lang = Lang.VI, progress: Progress | None = None) -> Iterator[list[_Row]]:
    """Yield the lines as tuples of texts under `HEADS`, some thousands of subjects at a time; collectives first."""
    kinds = kinds_of(evaluation)
    total, done = sum(k.size for k in kinds), 0
    for kind in kinds:
        told = _Kind(evaluation, kind.id, lang, patterns_of(evaluation, kind.id), Prover(evaluation))
        for start in range(0, kind.size, _AT_ONCE):
            rows = np.arange(start, min(start + _AT_ONCE, kind.size))
            yield told.rows(rows)
            done += len(rows)
            if progress is not None:
                progress(done, total)


@dataclass(slots=True, eq=False)
class _Kind:
    """Puts the subjects of one kind into lines."""

    evaluation: Evaluation
    kind: str
    lang: Lang
    patterns: Patterns
    prover: Prover
    _known: dict[int, tuple[_Pattern, ...]] = field(default_factory=dict)

    def rows(self, subjects: NDArray[np.intp]) -> list[_Row]:
        """Return the lines of some subjects, in their order."""
        numbers = self.patterns.number[subjects].tolist()
        alone = self.patterns.alone[subjects].tolist()
        who = self._who(subjects)
        asked: dict[str, list[str]] = {}
        ranks: dict[str, tuple[list[str], list[str]]] = {}
        out: list[_Row] = []
        for at, index in enumerate(subjects.tolist()):
            patterns = self._proved(index) if alone[at] else self._of(numbers[at])
            for found in patterns:
                values = self._values(found.asks, subjects, at, asked)
                best, worst = self._rank(found.award, subjects, at, ranks)
                out.append((*who[at], *found.told, values, found.provisional, found.interim, best, worst))
        return out

    def _of(self, number: int) -> tuple[_Pattern, ...]:
        """Return what a pattern says; its first subject is proved for all of them."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._proved(int(self.patterns.first[number]))
        return found

    def _proved(self, index: int) -> tuple[_Pattern, ...]:
        proof = self.prover.prove(self.kind, index)
        return tuple(_pattern(line) for line in lines_of(self.evaluation.plan, proof, self.lang))

    def _who(self, subjects: NDArray[np.intp]) -> list[tuple[str, str, str, str]]:
        """Return kind, key, name and the owner's key of subjects."""
        described, tables = self.evaluation.plan.registers[self.kind], self.evaluation.dossier.tables
        table = tables[self.kind]
        owners = [""] * len(subjects)
        for name in reversed(described.owners):  # the first that is known decides, so it comes last
            above, keys = table.owners[name][subjects].tolist(), tables[name].keys
            owners = [keys[o] if o >= 0 else kept for o, kept in zip(above, owners, strict=True)]
        return [
            (self.kind, table.keys[i], table.names[i], owner)
            for i, owner in zip(subjects.tolist(), owners, strict=True)
        ]

    def _values(self, asks: tuple[str, ...], subjects: NDArray[np.intp], at: int, known: dict[str, list[str]]) -> str:
        if not asks:
            return ""
        for name in asks:
            if name not in known:
                known[name] = as_json(self.evaluation, self.kind, name, subjects)
        return "{" + ", ".join(f'"{name}": {known[name][at]}' for name in asks) + "}"

    def _rank(
        self, award: str, subjects: NDArray[np.intp], at: int, known: dict[str, tuple[list[str], list[str]]]
    ) -> tuple[str, str]:
        """Return the best and the worst rank, empty where a subject is not ranked."""
        found = self.evaluation.kinds[self.kind].selections.get(award)
        if found is None:
            return "", ""
        if award not in known:
            ends = [[str(r) if r else "" for r in c[subjects].tolist()] for c in (found.best, found.worst)]
            known[award] = (ends[0], ends[1])
        best, worst = known[award]
        return best[at], worst[at]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A line without its subject, as texts: award to why in `told`, and what is put in for each subject."""

    award: str
    told: tuple[str, str, str, str, str, str]
    asks: tuple[str, ...]
    provisional: str
    interim: str


def _pattern(line: Line) -> _Pattern:
    reasons = [
        {"code": r.code, "id": r.id, "verdict": r.verdict, "cite": r.cite, "waits_on": r.waits_on, "text": r.text}
        for r in line.reasons
    ]
    why = "; ".join(r.text for r in line.reasons) or line.words
    told = (
        line.award, line.assessment, line.decision, json.dumps(line.waits_on),
        json.dumps(reasons, ensure_ascii=False), why,
    )  # fmt: skip
    return _Pattern(line.award, told, line.asks, "true" if line.provisional else "", "true" if line.interim else "")


# --- forms -------------------------------------------------------------------------------------------------------

_Write = Callable[[list[_Row]], None]


@dataclass(slots=True, eq=False)
class _Open:
    """A file that lines are written into; made under another name, so that no half of a file is taken for all of it."""

    path: Path
    form: str
    _file: IO[Any] | None = None
    _parquet: Any = None

    def __enter__(self) -> _Write:
        """Open the file; returns what writes lines into it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        match self.form:
            case "jsonl":
                self._file = self._part.open("w", encoding="utf-8", newline="\n")
                return self._json_lines
            case "csv":
                self._file = self._part.open("w", encoding="utf-8-sig", newline="")
                csv.writer(self._file, lineterminator="\r\n").writerow(HEADS)
                return self._csv
            case "parquet":
                from pyarrow import parquet

                self._parquet = parquet.ParquetWriter(str(self._part), _schema(), compression="zstd")
                return self._columns
            case _:
                raise ValueError(self.form)

    def __exit__(self, failed: object, *_: object) -> None:
        """Close the file and give it its name; what was not finished goes away."""
        for opened in (self._file, self._parquet):
            if opened is not None:
                opened.close()
        if failed is None:
            self._part.replace(self.path)
        else:
            self._part.unlink(missing_ok=True)

    @property
    def _part(self) -> Path:
        return self.path.with_name(self.path.name + ".part")

    def _json_lines(self, rows: list[_Row]) -> None:
        text = json.encoder.encode_basestring
        lines: list[str] = []
        for kind, key, name, owner, award, assessed, decision, waits, reasons, _why, values, *more in rows:
            what = f'"award": {text(award)}' if award else f'"assessment": {text(assessed)}'
            lines.append(
                f'{{"kind": {text(kind)}, "key": {text(str(key))}, "name": {text(str(name))}, '
                f'"owner": {text(str(owner))}, {what}, "decision": "{decision}", "waits_on": {waits}, '
                f'"reasons": {reasons}{_rest(values, *more)}}}\n'
            )
        if self._file is not None:
            self._file.writelines(lines)

    def _csv(self, rows: list[_Row]) -> None:
        if self._file is not None:
            told = ((*(safe(str(t)) for t in row[:4]), *row[4:9], safe(row[9]), *row[10:]) for row in rows)
            csv.writer(self._file, lineterminator="\r\n").writerows(told)

    def _columns(self, rows: list[_Row]) -> None:
        import pyarrow as pa

        columns: Mapping[str, tuple[str, ...]] = dict(zip(HEADS, zip(*rows, strict=True), strict=True))
        arrays = []
        for name in HEADS:
            values: list[Any] = [str(v) for v in columns[name]]
            match name:
                case "provisional" | "interim":
                    arrays.append(pa.array([bool(v) for v in values]))
                case "rank_best" | "rank_worst":
                    arrays.append(pa.array([int(v) if v else None for v in values], pa.int64()))
                case _:
                    arrays.append(pa.array(values, pa.string()))
        self._parquet.write_table(pa.table(arrays, schema=_schema()))


def _rest(values: str, provisional: str, interim: str, best: str, worst: str) -> str:
    """Return what only some lines have."""
    out = f', "values": {values}' if values else ""
    out += ', "provisional": true' if provisional else ""
    out += ', "interim": true' if interim else ""
    return out + (f', "rank": ["{best}", "{worst}"]' if best else "")


def _schema() -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    kinds = {"provisional": pa.bool_(), "interim": pa.bool_(), "rank_best": pa.int64(), "rank_worst": pa.int64()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in HEADS])


def _writer(path: Path, form: str) -> _Open:
    return _Open(path, form)
