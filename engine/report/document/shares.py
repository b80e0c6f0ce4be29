"""Under a list: how many of the people on it are leaders, work directly, or are women, where the records say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..papers.model import Material
from ..papers.people import Group, People
from .roll import Roll
from .text import two

_WORDS: Mapping[Group, str] = {
    Group.LEADERS: "người đứng đầu", Group.DIRECT: "người lao động trực tiếp", Group.WOMEN: "nữ",
}  # fmt: skip


def share_lines(material: Material, roll: Roll) -> Iterator[str]:
    """Yield one line with every share that some field of the records tells; nothing where none does."""
    if not material.open:
        return
    shares = [s for s in People(material).shares(m.entry.proof for g in roll.groups for m in g.members) if s.known]
    told = [
        f"{_WORDS[s.group]}: {two(s.count)}/{two(s.total)}{f' (chưa rõ {two(s.unknown)})' if s.unknown else ''}"
        for s in shares
    ]
    if told:
        yield f"Trong số cá nhân có tên: {'; '.join(told)}."
