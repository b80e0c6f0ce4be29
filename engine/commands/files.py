"""Files that commands name: rule sets, documents laid over them, and where results are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .exits import Exit
from .told import fail, lang_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..compiler import Compiled
    from ..diagnostics import Diagnostic
    from ..plan import Plan
    from ..records.mapping.model import MappingFile


def rule_file_of(ruleset: str, lang: str) -> Path:
    """Return the rules file of a shipped id, a folder or a path, or stop where there is none."""
    from ..bundle import rule_file, shipped
    from ..diagnostics import Diagnostic, rule_codes

    path = rule_file(ruleset)
    if not path.is_file():
        args = {"text": ruleset, "names": ", ".join(shipped()) or "-"}
        fail([Diagnostic(rule_codes.NO_RULE_FILE, None, args)], lang, Exit.COULD_NOT_RUN)
    return path


def overlay_file(overlay: str, lang: str) -> Path:
    """Return the file of a document laid over a plan, given as a file or its folder."""
    path = Path(overlay)
    if path.is_dir():
        path = next((p for p in (path / "overlay.yaml", path / "rules.yaml") if p.is_file()), path / "overlay.yaml")
    return path if path.is_file() else rule_file_of(overlay, lang)


def compiled_from(ruleset: str, overlays: tuple[str, ...], lang: str) -> Compiled:
    """Compile a rule set with what is laid over it, or print its errors and stop."""
    from ..compiler import compile_file
    from ..diagnostics import ReportedError

    path, above = rule_file_of(ruleset, lang), [overlay_file(o, lang) for o in overlays]
    try:
        return compile_file(path, above)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.RULES_HAVE_ERRORS)


def mapping_from(plan: Plan | None, path: Path | None, lang: str) -> MappingFile:
    """Read a mapping file, or print its errors and stop; no file settles nothing."""
    from ..diagnostics import ReportedError
    from ..records.mapping.model import NOTHING
    from ..records.mapping.reading import read_mapping

    if plan is None or path is None:
        return NOTHING
    try:
        return read_mapping(plan, path)
    except ReportedError as bad:
        fail(bad.diagnostics, lang, Exit.COULD_NOT_RUN)


#: Where the books that go back to their senders are written, inside the folder of results.
RETURNED = "can-sua"


def send_back(
    plan: Plan, files: Sequence[Path], findings: Sequence[Diagnostic], out_dir: Path, lang: str, mapping: MappingFile
) -> None:
    """Write what was rejected as a list, and a copy of every book that has something to be mended, marked."""
    from ..diagnostics import errors
    from ..report.csv_out import REJECTED, rejected_frame, write_csv
    from ..report.returned import returned_books

    if wrong := errors(findings):
        try:
            out_dir.mkdir(parents=True, exist_ok=True)
            write_csv(rejected_frame(wrong, lang_of(lang)), out_dir / REJECTED)
        except OSError as bad:
            cannot_write(out_dir / REJECTED, bad, lang)
        say(lang, f"đã ghi {out_dir / REJECTED}", f"wrote {out_dir / REJECTED}")
    folder = out_dir / RETURNED
    for copy in returned_books(plan, files, findings, lang_of(lang), mapping):
        path = folder / copy.file
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, copy.data)
        except OSError as bad:
            cannot_write(path, bad, lang)
        say(lang, f"đã ghi {path}", f"wrote {path}")


def need_folder(folder: Path, lang: str) -> None:
    """Refuse a folder that certainly cannot be written to, before the long work begins."""
    import errno
    import os

    there = next((p for p in (folder, *folder.absolute().parents) if p.exists() or p.is_symlink()), folder)
    if not there.is_dir():
        cannot_write(folder, FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)), lang)
    if not os.access(there, os.W_OK | os.X_OK):
        cannot_write(folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)), lang)


def cannot_write(folder: Path, bad: OSError, lang: str) -> NoReturn:
    """Say why a file or folder cannot be written, and stop."""
    import errno

    from ..diagnostics import Diagnostic, run_codes

    known = {
        errno.EEXIST: ("đã có tệp cùng tên", "there is a file of that name"),
        errno.ENOTDIR: ("đã có tệp cùng tên", "there is a file of that name"),
        errno.ENOENT: ("không tạo được thư mục này", "this folder cannot be made"),
        errno.EISDIR: ("đã có thư mục cùng tên với tệp kết quả", "there is a folder with the name of a file to write"),
        errno.EACCES: ("không có quyền ghi", "no permission to write"),
        errno.EPERM: ("không có quyền ghi", "no permission to write"),
        errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        errno.ENOSPC: ("ổ đĩa đã đầy", "the disk is full"),
        errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
    }
    other = bad.strerror or str(bad)
    vi, en = known.get(bad.errno or 0, (other, other))
    args = {"text": str(folder), "why": vi, "why_en": en}
    fail([Diagnostic(run_codes.CANNOT_WRITE, None, args)], lang, Exit.COULD_NOT_RUN)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads it sees what was there before or all of what is there now."""
    import os
    import shutil
    import tempfile

    path = path.resolve()
    if path.is_dir():
        import errno

        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            shutil.copymode(path, name)
        else:
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
