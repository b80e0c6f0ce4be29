"""What a file is, judged by its first bytes and not by its name: administrative systems name HTML `.xls`."""

from __future__ import annotations

import codecs
import enum
import re
import zipfile
from pathlib import Path, PurePosixPath

from ...diagnostics import Diagnostic, ReportedError
from ...diagnostics import file_codes as codes
from ...source import Cell
from .limits import damaged
from .ole import SIGNATURE, ShellError, shell
from .xls import LARGEST
from .xlsx_package import folded
from .zipped import BROKEN, listed, no_zip

HEAD = 1 << 16
#: What a Parquet file begins with.
PARQUET = b"PAR1"


class Kind(enum.Enum):
    """The kinds of files that are read, with their words in both languages."""

    XLSX = ("bảng tính Excel (.xlsx)", "an Excel workbook (.xlsx)")
    XLS = ("bảng tính Excel 97-2003 (.xls)", "an Excel 97-2003 workbook (.xls)")
    ODS = ("bảng tính OpenDocument (.ods)", "an OpenDocument workbook (.ods)")
    TEXT = ("văn bản có dấu ngăn cách cột (.csv)", "a text with separated columns (.csv)")
    PARQUET = ("tệp Parquet (.parquet)", "a Parquet file (.parquet)")
    ARCHIVE = ("tệp nén (.zip)", "an archive (.zip)")


SUFFIXES = {
    ".xlsx": Kind.XLSX, ".xlsm": Kind.XLSX, ".xls": Kind.XLS, ".ods": Kind.ODS,
    ".parquet": Kind.PARQUET,
    ".csv": Kind.TEXT, ".tsv": Kind.TEXT, ".txt": Kind.TEXT, ".zip": Kind.ARCHIVE,
}  # fmt: skip
_HTML = ("trang web (HTML)", "a web page (HTML)")
_WORD = ("văn bản Word", "a Word document")
_SLIDES = ("bài trình chiếu PowerPoint", "a PowerPoint presentation")
_PICTURE = ("tệp ảnh", "a picture")
#: First bytes of what is neither a workbook nor a text.
_OTHERS = {
    b"%PDF": ("tệp PDF", "a PDF file"),
    b"{\\rtf": ("văn bản RTF", "an RTF document"),
    b"\x89PNG": _PICTURE, b"\xff\xd8\xff": _PICTURE, b"GIF8": _PICTURE,
    b"Rar!": ("tệp nén RAR", "a RAR archive"),
    b"7z\xbc\xaf": ("tệp nén 7z", "a 7z archive"),
    b"\x1f\x8b": ("tệp nén gzip", "a gzip archive"),
}  # fmt: skip
#: What is written near the beginning of a text that is marked up.
_MARKUP = (
    (re.compile(r'schemas-microsoft-com:office:spreadsheet|progid="excel\.sheet"'),
     ("bảng tính XML 2003", "an XML Spreadsheet 2003")),
    (re.compile(r"opendocument"), ("bảng tính OpenDocument dạng XML (.fods)", "a flat OpenDocument file (.fods)")),
    (re.compile(r"<(html|table|body|head|meta|style|div|tr|!doctype html)\b"), _HTML),
    (re.compile(r"^<\?xml"), ("tệp XML", "an XML file")),
)  # fmt: skip
_MAIL = re.compile(r"^mime-version:|^content-type: multipart/|^from: <saved by")
#: How the records of an old workbook begin that stand there without a shell.
_RECORDS = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x14]\x00")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def judged(path: Path, name: str) -> tuple[Kind, list[Diagnostic]]:
    """Return what a file is and the notice that its name says otherwise, or raise why it is not read."""
    suffix = PurePosixPath(name).suffix.lower()
    expected = SUFFIXES[suffix]
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        kind = _kind(path, head, name, expected) if head else None
    except OSError as error:
        raise ReportedError([unreadable(name, error)]) from error
    if kind is None:
        raise ReportedError([Diagnostic(codes.FILE_EMPTY, Cell(name), {"text": name})])
    if kind is expected:
        return kind, []
    what, what_en = kind.value
    return kind, [Diagnostic(codes.SUFFIX, Cell(name), {"kind": suffix, "what": what, "what_en": what_en})]


def unreadable(name: str, error: OSError) -> Diagnostic:
    """Return the finding that the system does not give a file out."""
    return damaged(name, "hệ điều hành không cho đọc", error.strerror or "the system refuses to read it")


def is_table(head: bytes) -> bool:
    """Tell whether a file of unknown making begins as a text with separated columns."""
    if head[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    first = next((line for line in head.splitlines() if line.strip()), b"")
    return not _CONTROL.search(head) and any(sign in first for sign in (b"\t", b";", b",", b"|"))


def _kind(path: Path, head: bytes, name: str, expected: Kind) -> Kind:
    if head[:8] == SIGNATURE:
        return _in_shell(path, name, expected)
    if head[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}:
        return _in_zip(path, name, expected)
    if head.startswith(PARQUET):
        return Kind.PARQUET
    if _RECORDS.match(head):
        return Kind.XLS
    other = next((what for start, what in _OTHERS.items() if head.startswith(start)), None) or _markup(head)
    if other:
        raise _other(name, other)
    if expected is Kind.TEXT or is_table(head):
        return Kind.TEXT
    raise ReportedError([no_zip(name)])


def _markup(head: bytes) -> tuple[str, str] | None:
    """Return what a text is that is marked up: HTML saved as `.xls` is the most usual."""
    wide = head[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    text = head[: len(head) // 2 * 2].decode("utf-16" if wide else "latin-1", "replace")
    text = text.removeprefix("\xef\xbb\xbf").lstrip().lower()
    if _MAIL.match(text):
        return _HTML
    if not text.startswith("<"):
        return None
    return next((what for pattern, what in _MARKUP if pattern.search(text)), None)


def _in_shell(path: Path, name: str, expected: Kind) -> Kind:
    """Return what stands in the shell that Office used before 2007, and uses for passwords since."""
    if path.stat().st_size > LARGEST * 1_000_000:
        raise ReportedError([Diagnostic(codes.FILE_HEAVY, Cell(name), {"text": name, "most": str(LARGEST)})])
    locked = Diagnostic(codes.FILE_LOCKED, Cell(name), {"text": name})
    try:
        streams = shell(path.read_bytes()).entries.keys()
    except ShellError as error:
        broken = damaged(name, "tệp bị cắt cụt hoặc bị hỏng", "it is cut short or damaged")
        raise ReportedError([locked if expected is Kind.XLSX else broken]) from error  # no other .xlsx has a shell
    if "encryptedpackage" in streams:
        raise ReportedError([locked])
    if streams & {"workbook", "book"}:
        return Kind.XLS
    if "worddocument" in streams:
        raise _other(name, _WORD)
    if "powerpoint document" in streams:
        raise _other(name, _SLIDES)
    raise _other(name, ("tệp của Office nhưng không phải bảng tính", "an Office file, but no workbook"))


def _in_zip(path: Path, name: str, expected: Kind) -> Kind:
    """Return which of the many things that are zips a file is."""
    infos = {folded(info.filename): info for info in listed(path, name)}
    roots = {part.partition("/")[0] for part in infos if "/" in part}
    if "xl" in roots:
        return Kind.XLSX
    if "mimetype" in infos or {"content.xml", "meta-inf/manifest.xml"} <= infos.keys():
        kind = _mimetype(path, infos.get("mimetype"), name)
        if kind is None or "opendocument.spreadsheet" in kind:
            return Kind.ODS
        raise _other(name, ("văn bản OpenDocument, không phải bảng tính", "an OpenDocument file, but no workbook"))
    if roots & {"word", "ppt"} and "[content_types].xml" in infos:
        raise _other(name, _WORD if "word" in roots else _SLIDES)
    if expected is Kind.ARCHIVE:
        return Kind.ARCHIVE
    raise ReportedError([damaged(name, "bên trong không phải bảng tính", "it holds no workbook")])


def _mimetype(path: Path, info: zipfile.ZipInfo | None, name: str) -> str | None:
    if info is None:
        return None
    try:
        with zipfile.ZipFile(path) as archive, archive.open(info) as stream:
            return stream.read(200).decode("ascii", "replace")
    except BROKEN as error:
        raise ReportedError([no_zip(name)]) from error


def _other(name: str, what: tuple[str, str]) -> ReportedError:
    given = {"text": name, "what": what[0], "what_en": what[1]}
    return ReportedError([Diagnostic(codes.FILE_OTHER, Cell(name), given)])
