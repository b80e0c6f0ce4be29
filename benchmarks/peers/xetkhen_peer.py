"""xetkhen on the workload: from ready codes; with --fromarrow from typed columns, with --rows from records, encoding inside the timing."""

import datetime as dt
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import harness as common
import numpy as np

from engine.compiler import compile_file
from engine.evaluator import evaluate
from engine.records import from_rows
from engine.records.dossier import MISSING, NO_DAY, Dossier, Places, Table
from engine.values import Decision

ARROW, ROWS = "--fromarrow" in sys.argv, "--rows" in sys.argv
AS_OF = dt.date(2021, 3, 1)
KINDS, ROLES = ["agency", "school", "ward"], ["head", "staff"]
UNIT = ["unit.c1", "unit.c2", "unit.c3", "unit.c4", "unit.c5", "unit.c6", "unit.c7"]
STAFF = ["staff.s1", "staff.s2", "staff.s3", "staff.s4", "staff.s5"]


def flags(column):
    """Return an arrow boolean column as 0, 1 (missing), 2: of its two bitmaps, met less not met, one up."""
    out, at = np.empty(len(column), np.int8), 0
    for chunk in column.chunks:
        end = chunk.offset + len(chunk)

        def bits(packed):
            return np.unpackbits(packed, count=end, bitorder="little")[chunk.offset :].view(np.int8)

        valid, data = (None if b is None else np.frombuffer(b, np.uint8, count=(end + 7) // 8) for b in chunk.buffers())
        here = out[at : at + len(chunk)]
        np.add(bits(data if valid is None else data & valid), np.int8(1), out=here)
        here -= bits(~data if valid is None else valid & ~data)
        at += len(chunk)
    return out


def days(column):
    import pyarrow as pa

    return column.cast(pa.int32()).fill_null(NO_DAY).to_numpy()


def tenths(column):
    values = column.fill_null(np.nan).to_numpy()
    missing = np.isnan(values)
    out = np.rint(np.where(missing, 0, values) * 10).astype(np.int64)
    out[missing] = MISSING
    return out


def options(column, names):
    """Return an arrow text column as places in `names`; -1 where it is missing, or is none of them.

    Where a name begins is found in the bytes of all texts together; it is the text that begins there, if it is as long.
    """
    out, at = np.full(len(column), -1, np.int32), 0
    texts = [np.frombuffer(name.encode(), np.uint8) for name in names]
    for chunk in column.chunks:
        valid, ends, letters = chunk.buffers()
        ends = np.frombuffer(ends, np.int32, count=chunk.offset + len(chunk) + 1)[chunk.offset :]
        letters = np.frombuffer(letters, np.uint8)[ends[0] : ends[-1]]
        begins = np.zeros(len(letters) + 1, np.uint8)  # one bit for each name; a text may be empty at the very end
        for place, text in enumerate(texts):
            last = max(0, len(letters) - len(text) + 1)
            here = letters[:last] == text[0]
            for k in range(1, len(text)):
                here &= letters[k : last + k] == text[k]
            begins[:last] += here.view(np.uint8) * np.uint8(1 << place)
        begins, sizes = begins.take(ends[:-1] - ends[0]), np.diff(ends)
        codes = np.full(len(chunk), -1, np.int8)
        for place, text in enumerate(texts):
            here = (begins & np.uint8(1 << place)) != 0
            here &= sizes == len(text)
            codes += here.view(np.int8) * np.int8(place + 1)
        out[at : at + len(chunk)] = codes  # a text that is missing has no letters
        at += len(chunk)
    return out


def owners(column):
    """Return an arrow column of row numbers as it is kept."""
    out, at = np.empty(len(column), np.int32), 0
    for chunk in column.chunks:
        out[at : at + len(chunk)] = chunk.to_numpy()
        at += len(chunk)
    return out


def table(template, size, columns, owners):
    nowhere = Places((("bench", ""),), ({},), np.zeros(size, np.int32), np.zeros(size, np.int32))
    return Table(
        template.register, size, range(size), range(size), columns, {}, owners, np.zeros(size, bool), {}, False, True, nowhere
    )


PAPER = {"register": "staff", "covers_from": "2020-01-01", "covers_to": "2021-01-31", "day": "2021-02-01"}


def attested(plan, count):
    """Return the dossier of the one record that no peer has: the paper which says that the staff are all there."""
    return from_rows(plan, {"attestation": [{**PAPER, "count": count}], "unit": [], "staff": []})


def encode(empty, units, staff):
    """Return the dossier of two arrow tables."""
    n, m = units.num_rows, staff.num_rows
    unit = {c: days(units[c]) for c in ("plan_issued_on", "launched_on", "initiative_registered_on")}
    unit |= {c: tenths(units[c]) for c in ("on_time_rate", "satisfaction_rate", "tasks_done_rate")}
    unit["initiatives_registered"] = units["initiatives_registered"].fill_null(MISSING).to_numpy()
    unit["initiative_effective"] = flags(units["initiative_effective"])
    unit["kind"] = options(units["kind"], KINDS)
    person = {c: flags(staff[c]) for c in ("conduct_ok", "discipline_ok", "has_initiative", "initiative_effective", "harassment_violation")}
    person["role"] = options(staff["role"], ROLES)
    owner = {"unit": owners(staff["unit_id"])}
    tables = {**empty.tables, "unit": table(empty.tables["unit"], n, unit, {}), "staff": table(empty.tables["staff"], m, person, owner)}
    return Dossier(tables, {}, (), (), empty.balance, "bench", ())


def records(plan, units, staff):
    """Return the dossier of two lists of dictionaries, every value checked as on import."""
    people = [{**{k: v for k, v in s.items() if k not in ("unit_id", "years_service")}, "unit": s["unit_id"]} for s in staff]
    return from_rows(plan, {"attestation": [{**PAPER, "count": len(staff)}], "unit": units, "staff": people})


def masks(judged, names, last=None):
    fail = np.zeros(judged.size, np.int16)
    unknown = fail.copy()
    for i, name in enumerate(names):
        codes = judged.verdicts(name)
        fail |= (codes == 0).astype(np.int16) << i
        unknown |= (codes == 1).astype(np.int16) << i
    if last is not None:
        fail |= (last == 2).astype(np.int16) << len(names)
    return fail, unknown


class Engine(common.Engine):
    name = "x_xetkhen" + ("_fromarrow" if ARROW else "_rows" if ROWS else "")
    explains = "every verdict, gate, profile, rank; proofs on demand from the stored arrays"

    def prep(self):
        self.plan = compile_file(Path(__file__).resolve().parents[1] / "rules" / "rules.yaml").plan

    def csv(self):
        import pyarrow.csv as pc

        if ROWS:
            return common.pydict_records(self)
        u, s = pc.read_csv(self.upath("csv")), pc.read_csv(self.spath("csv"))
        empty = attested(self.plan, len(s))
        return (empty, u, s) if ARROW else encode(empty, u, s)

    def evaluate(self, data):
        dossier = encode(*data) if ARROW else records(self.plan, *data) if ROWS else data
        return evaluate(self.plan, dossier, AS_OF)

    def standard(self, res):
        out = {}
        for kind, prefix in (("unit", "u"), ("staff", "s")):
            judged = res.kinds[kind]
            lower, higher = judged.decisions["lower"], judged.decisions["higher"]
            refused = (lower == Decision.BARRED) | (lower == Decision.NOT_PROPOSED)
            code = np.where(higher == Decision.PENDING, 1, np.where(higher == Decision.PROPOSED, 3, 2))
            out[f"{prefix}_dec"] = np.where(refused, 0, np.where(lower == Decision.PENDING, 1, code)).astype(np.int8)
        unit, staff = res.kinds["unit"], res.kinds["staff"]
        out["u_fail"], out["u_unk"] = masks(unit, UNIT, unit.bars["unit.c8"])
        out["s_fail"], out["s_unk"] = masks(staff, STAFF)
        score = res.frame.num(self.plan.measures["unit.score"].value, "unit")
        out["u_score"] = np.where(score.low == score.high, score.low / 100, np.nan)
        out["s_score"] = 25 * sum((staff.verdicts(c) == 2).astype(int) for c in STAFF[:4])
        return out


if __name__ == "__main__":
    common.main(Engine)
