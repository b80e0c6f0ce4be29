"""Arguments and options that several commands take."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .exits import Exit
from .told import fail

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..explain.redact import Audience


def _read_day(text: str) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return dt.datetime.strptime(text.strip(), form).replace(tzinfo=dt.UTC).date()
    return None


def _day(ctx: click.Context, _: click.Parameter, text: str | None) -> dt.date | None:
    """Return a day written as Vietnamese papers or as ISO write it, or say in the language asked for what is wrong."""
    found = None if text is None else _read_day(text)
    if text is not None and found is None:
        from ..diagnostics import Diagnostic, run_codes

        fail([Diagnostic(run_codes.BAD_DAY, None, {"text": text})], str(ctx.params.get("lang") or "vi"), Exit.USAGE)
    return found


def day_option(flag: str, name: str, told: str) -> Callable[[Any], Any]:
    """Return an option that takes a day, as `--as-of` does."""
    return click.option(flag, name, callback=_day, metavar="DAY", help=told)


LANG = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, is_eager=True,
    help="Ngôn ngữ (language).",
)  # fmt: skip
WITH = click.option(
    "--with",
    "overlays",
    multiple=True,
    metavar="OVERLAY",
    help="Văn bản đặt chồng lên kế hoạch, có thể lặp lại (laid over the plan).",
)
AS_OF = click.option(
    "--as-of", callback=_day, metavar="DAY",
    help="Xét theo điều đã biết đến hết ngày này, ghi 05/12/2020 hoặc 2020-12-05; "
    "mặc định: ngày muộn nhất trong số liệu và kế hoạch (as of).",
)  # fmt: skip
QUIET = click.option(
    "-q", "--quiet", is_flag=True, help="Không in tên tệp đang đọc và các lưu ý (no progress, no notices)."
)
MAPPING = click.option(
    "--mapping", "mapping_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Tệp ánh xạ tên cột, cách ghi, tên gọi, do inspect --write-mapping lập (a mapping file).",
)  # fmt: skip
CONVERT = click.option(
    "--convert-legacy", "convert", is_flag=True,
    help="Đọc chữ TCVN3, VNI, chữ hỏng theo bản chuyển mã đã đề xuất (read old Vietnamese encodings as proposed).",
)  # fmt: skip
REDACT = click.option(
    "--redact", type=click.Choice(["public", "peers"]), metavar="public|peers",
    help="Bản cho công chúng (public) hoặc đồng nghiệp (peers): không có mã số, tên người khác, người vi phạm; chỉ nêu "
    "tên tập thể và người được đề nghị (a copy without personal data).",
)  # fmt: skip
FILES = click.argument("files", nargs=-1, required=True, metavar="FILES...")


def audience_of(redact: str | None) -> Audience | None:
    """Return for whom a copy is, None where it is for the council itself."""
    from ..explain.redact import Audience

    return Audience(redact) if redact is not None else None
