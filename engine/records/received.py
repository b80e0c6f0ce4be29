"""Lists that a campaign needs and that were not sent: told once for each, since what depends on them stays open."""

from __future__ import annotations

from collections.abc import Mapping

from ..diagnostics import Diagnostic
from ..diagnostics import sheet_codes as codes
from ..plan import Plan
from .builtin import builtin_registers
from .dossier import Answer, Table


def not_received(
    plan: Plan, tables: Mapping[str, Table], parameters: Mapping[str, Answer], refused: frozenset[str]
) -> list[Diagnostic]:
    """Return a warning for every list of which no sheet came, and one for the parameters that have no value."""
    builtin = builtin_registers(plan)
    labels = {r.id: r.label for r in (*builtin.values(), *plan.registers.values())}
    nominated = any(award.nomination is not None for award in plan.awards.values())
    attested = any(r.complete is not None and r.complete.count_owner is None for r in plan.registers.values())
    wanted = [
        *plan.registers,
        *(["attestation"] if attested or nominated else []),
        *(["nomination"] if nominated else []),
        *(["judgement"] if plan.judgements else []),
    ]
    absent = [name for name in dict.fromkeys(wanted) if not tables[name].read and name not in refused]
    out = [Diagnostic(codes.REGISTER_UNREAD, None, {"register": labels[name]}) for name in absent]
    open_ = [f"`{p.ask}`" for p in plan.parameters.values() if p.id not in parameters]
    if open_:
        args = {"names": "; ".join(open_), "register": labels["parameter"]}
        out.append(Diagnostic(codes.PARAMETERS_UNREAD, None, args))
    return out
