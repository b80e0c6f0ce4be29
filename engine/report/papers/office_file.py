"""Reading an office's settings: every key and value is checked, all faults at once, each at its line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ...diagnostics import Diagnostic, ReportedError, rule_codes, run_codes
from ...records.binding import bare
from ...syntax.shape import did_you_mean, text, wrong
from ...syntax.tree import Entries, Items, Node, Scalar, tree_of
from .office import Council, Document, Meeting, Member, Office, Part, Signer

T = TypeVar("T")
Keys = Mapping[str, str]
#: By section: the name of a key in English, and in Vietnamese as files have it.
FILE: Keys = {
    "office": "cơ quan", "signer": "người ký", "recipients": "nơi nhận", "council": "hội đồng",
    "meeting": "cuộc họp", "documents": "văn bản",
}  # fmt: skip
OFFICE: Keys = {"parent": "cơ quan cấp trên", "name": "tên", "place": "địa danh"}
SIGNER: Keys = {"authority": "quyền ký", "title": "chức vụ", "name": "họ và tên"}
COUNCIL: Keys = {"name": "tên", "set-up-by": "quyết định thành lập", "members": "thành viên"}
MEMBER: Keys = {
    "name": "họ và tên", "position": "chức vụ", "part": "vai trò", "present": "có mặt", "absence": "lý do vắng",
}  # fmt: skip
MEETING: Keys = {
    "day": "ngày", "start": "bắt đầu", "end": "kết thúc", "place": "địa điểm", "chair": "chủ tọa",
    "secretary": "thư ký", "guests": "khách mời",
}  # fmt: skip
DOCUMENT: Keys = {
    "parent": "cơ quan cấp trên", "body": "cơ quan ban hành", "place": "địa danh", "number": "số", "day": "ngày",
    "addressees": "kính gửi", "basis": "căn cứ", "signer": "người ký", "recipients": "nơi nhận",
}  # fmt: skip
PARTS = {
    Part.CHAIR: "chủ tịch", Part.VICE_CHAIR: "phó chủ tịch", Part.STANDING: "ủy viên thường trực",
    Part.SECRETARY: "thư ký", Part.MEMBER: "ủy viên",
}  # fmt: skip
_YES = {"có": True, "không": False, "true": True, "false": False, "yes": True, "no": False}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def read_office(path: Path, papers: Sequence[str], awards: Sequence[str] = ()) -> Office:
    """Return an office's settings, or raise everything that is wrong with the file.

    `papers` may have documents of their own, also one for each of `awards` (`to-trinh / bang-khen`).
    """
    node, found = tree_of(path)
    office = _Reader(tuple(papers), tuple(awards), found).office(node)
    if found:
        raise ReportedError(found)
    return office


@dataclass(slots=True)
class _Reader:
    papers: tuple[str, ...]
    awards: tuple[str, ...]
    found: list[Diagnostic] = field(default_factory=list)

    def office(self, node: Node) -> Office:
        """Return what a file says."""
        top = self.keyed(node, FILE)
        own = self.keyed(top.get("office"), OFFICE)
        return Office(
            self.text(own.get("name")),
            self.text(own.get("parent")),
            self.text(own.get("place")),
            self.signer(top.get("signer")),
            self.texts(top.get("recipients")),
            self.council(top.get("council")),
            self.meeting(top.get("meeting")),
            self.documents(top.get("documents")),
        )

    def keyed(self, node: Node | None, keys: Keys) -> dict[str, Node]:
        """Return the parts of a mapping by the English names of its keys; a key may be written in either language."""
        if node is None or _empty(node):
            return {}
        if not isinstance(node, Entries):
            wrong(node, "một mục có các dòng `tên: giá trị`", "a mapping of lines `name: value`", self.found)
            return {}
        known = {**{bare(en): en for en in keys}, **{bare(vi): en for en, vi in keys.items()}}
        out: dict[str, Node] = {}
        first: dict[str, Scalar] = {}
        for key, part in node.entries:
            name = known.get(bare(key.text))
            if name is None:
                args = did_you_mean(key.text, list(keys.values()))
                self.found.append(Diagnostic(rule_codes.UNKNOWN_KEY, key.span, args))
            elif name in out:
                args = {"text": key.text, "line": str(first[name].line)}
                self.found.append(Diagnostic(rule_codes.DUPLICATE_KEY, key.span, args))
            else:
                out[name], first[name] = part, key
        return out

    def text(self, node: Node | None) -> str:
        """Return a text; nothing written is nothing given."""
        return text(node, self.found)

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """Return the texts of a list, or of one scalar."""
        items = node.items if isinstance(node, Items) else () if node is None else (node,)
        return tuple(told for told in (self.text(n) for n in items) if told)

    def several(self, node: Node | None, read: Callable[[Node], T | None]) -> tuple[T, ...]:
        """Return the items of a list of mappings."""
        if node is None or _empty(node):
            return ()
        if not isinstance(node, Items):
            wrong(node, "một danh sách, mỗi mục mở đầu bằng dấu gạch `-`", "a list, each item after a `-`", self.found)
            return ()
        return tuple(one for one in (read(n) for n in node.items) if one is not None)

    def one_of(self, node: Node | None, words: Mapping[str, T], shown: Sequence[str], default: T) -> T:
        """Return what a word stands for, however it is spelt."""
        told = self.text(node)
        if node is None or not told:
            return default
        value = {bare(k): v for k, v in words.items()}.get(bare(told))
        if value is None:
            self.found.append(Diagnostic(rule_codes.NOT_ONE_OF, node.span, did_you_mean(told, shown)))
            return default
        return value

    def day(self, node: Node | None) -> dt.date | None:
        """Return a day written as 05/12/2020 or 2020-12-05."""
        told = self.text(node)
        if node is None or not told:
            return None
        if part := _DAY.fullmatch(told):
            day, month, year = (part[1], part[2], part[3]) if part[1] else (part[6], part[5], part[4])
            try:
                return dt.date(int(year), int(month), int(day))
            except ValueError:
                pass
        self.found.append(Diagnostic(run_codes.BAD_DAY, node.span, {"text": told}))
        return None

    def signer(self, node: Node | None) -> Signer:
        """Return who signs."""
        own = self.keyed(node, SIGNER)
        return Signer(self.texts(own.get("authority")), self.text(own.get("title")), self.text(own.get("name")))

    def council(self, node: Node | None) -> Council:
        """Return the council and its members."""
        own = self.keyed(node, COUNCIL)
        members = self.several(own.get("members"), self.member)
        return Council(self.text(own.get("name")), self.text(own.get("set-up-by")), members)

    def member(self, node: Node) -> Member | None:
        """Return one member; a member has a name."""
        before = len(self.found)
        own = self.keyed(node, MEMBER)
        name = self.text(own.get("name"))
        if not name and len(self.found) == before:
            self.found.append(Diagnostic(rule_codes.MISSING_KEY, node.span, {"text": MEMBER["name"]}))
        parts = {**{vi: part for part, vi in PARTS.items()}, **{part.value: part for part in Part}}
        return Member(
            name,
            self.text(own.get("position")),
            self.one_of(own.get("part"), parts, list(PARTS.values()), Part.MEMBER),
            self.one_of(own.get("present"), _YES, ("có", "không"), None),
            self.text(own.get("absence")),
        )

    def meeting(self, node: Node | None) -> Meeting:
        """Return the meeting."""
        own = self.keyed(node, MEETING)
        told = {name: self.text(own.get(name)) for name in ("start", "end", "place", "chair", "secretary")}
        return Meeting(day=self.day(own.get("day")), guests=self.texts(own.get("guests")), **told)

    def documents(self, node: Node | None) -> dict[str, Document]:
        """Return what single papers have of their own, by the paper's id, or that and the award's."""
        several = [f"{paper} / {award}" for paper in self.papers for award in self.awards]
        own = self.keyed(node, {name: name for name in (*self.papers, *several)})
        return {paper: self.document(part) for paper, part in own.items()}

    def document(self, node: Node) -> Document:
        """Return head and foot of one paper."""
        own = self.keyed(node, DOCUMENT)
        return Document(
            self.text(own.get("parent")),
            self.text(own.get("body")),
            self.text(own.get("place")),
            self.text(own.get("number")),
            self.day(own.get("day")),
            self.texts(own.get("addressees")),
            self.texts(own.get("basis")),
            self.signer(own.get("signer")),
            self.texts(own.get("recipients")),
        )


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text
