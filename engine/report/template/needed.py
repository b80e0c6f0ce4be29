"""Which of the built-in lists a rule set needs, and which lists have to be confirmed as complete."""

from __future__ import annotations

from ... import plan


def needed(ready: plan.Plan) -> frozenset[str]:
    """Return the built-in lists that a rule set needs; units may be merged or renamed under any of them."""
    awards = ready.awards.values()
    granted = any(a.among is not None and a.among.basis == "granted" for a in awards)
    granted = granted or any(u.basis == "granted" for a in awards for u in a.unless)
    nominated = any(a.nomination is not None for a in awards)
    wanted = {
        "nomination": nominated,
        "attestation": bool(_by_basis(ready)) or nominated or granted,
        "judgement": bool(ready.judgements),
        "appraisal": bool(ready.awards),
        "council": bool(ready.awards),
        "grant": granted,
        "parameter": bool(ready.parameters),
        "successor": True,
    }
    return frozenset(name for name, is_wanted in wanted.items() if is_wanted)


def attested(ready: plan.Plan) -> tuple[str, ...]:
    """Return the lists that an office has to confirm as complete."""
    own = _by_basis(ready)
    return (*own, *(n for n in ("nomination", "grant") if n in needed(ready) and n not in own))


def _by_basis(ready: plan.Plan) -> tuple[str, ...]:
    lists = ready.registers.values()
    return tuple(r.id for r in lists if r.complete is not None and r.complete.count_owner is None)
