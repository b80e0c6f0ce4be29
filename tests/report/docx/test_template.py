"""An office's own template: filled in, bounded, and never fooled by what a workbook holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from engine.diagnostics import Lang, ReportedError
from engine.report.docx import opening
from engine.report.docx.filling import filled
from engine.report.docx.variables import COLUMNS, names, variables
from engine.report.papers.model import Template
from tests.campaign import ROOT

from .made import EVIL, documents, material, texts

SAMPLE = ROOT / "fixtures" / "mau-van-ban" / "to-trinh.docx"
VALUES: dict[str, object] = {"ten": EVIL, "danh_sach": [{"ten": EVIL}, {"ten": "Phường Một"}], "so": "5"}


def template(*lines: str, name: str = "mau.docx") -> Template:
    """Return a template with these paragraphs."""
    book = docx.Document()
    for line in lines:
        book.add_paragraph(line)
    out = io.BytesIO()
    book.save(out)
    return Template(name, out.getvalue())


def told(made: bytes) -> list[str]:
    return texts(docx.Document(io.BytesIO(made)))


def refused(form: Template, values: dict[str, object] | None = None) -> tuple[str, str]:
    with pytest.raises(ReportedError) as bad:
        filled(form, VALUES if values is None else values)
    (found,) = bad.value.diagnostics
    for lang in Lang:
        assert found.message(lang)
        assert found.help(lang)
    return found.code.id, found.message()


def test_the_sample_is_filled_in_with_the_list_of_the_submission() -> None:
    document, beside = documents("to-trinh")["to-trinh-bang-khen"], documents("danh-sach")["danh-sach-bang-khen"]
    values = variables(material(), document, beside)
    form = Template("to-trinh.docx", SAMPLE.read_bytes())
    made = filled(form, values)
    assert made == filled(form, values)
    lines = told(made)
    assert "ỦY BAN NHÂN DÂN QUẬN 12" in lines
    assert "TỜ TRÌNH" in lines
    assert "- Như trên;" in lines
    table = next(t for t in docx.Document(io.BytesIO(made)).tables if t.rows[0].cells[0].text == "TT")
    assert len(table.rows) == 1 + 2 + 7 + 1
    assert not any("{{" in t or "{%" in t for t in lines)


def test_every_name_that_is_told_of_is_there() -> None:
    values = variables(material(), documents("bien-ban")["bien-ban"])
    assert tuple(sorted(values)) == names()
    page = (ROOT / "docs" / "papers-docx.md").read_text(encoding="utf-8")
    for name in (*names(), *COLUMNS.values()):
        assert f"`{name}`" in page, name


def test_what_a_workbook_holds_is_text() -> None:
    made = filled(template("a {{ ten }} b", "{%p for d in danh_sach %}", "{{ d.ten }}", "{%p endfor %}"), VALUES)
    first, second, third = told(made)
    assert first == f"a {EVIL} b"
    assert (second, third) == (EVIL, "Phường Một")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert "</w:t><w:p>&" not in packed.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ khong_co }}", "template-name"),
        ("{{ danh_sach[0].khong_co }}", "template-name"),
        ("{% for x in danh_sach %}", "template-syntax"),
        ("{{ ten", "template-syntax"),
        ("{{ ten }", "template-syntax"),
        ("{{ ten|khong_co }}", "template-syntax"),
        ("{{ ten.__class__ }}", "template-unsafe"),
        ("{{ ten.__class__.__mro__[1].__subclasses__() }}", "template-unsafe"),
        ("{{ ten['__class__']['__mro__'] }}", "template-unsafe"),
        ("{{ ten|attr('__class__') }}", "template-syntax"),
        ("{{ 'x' * 1000000000 }}", "template-unsafe"),
        ("{{ 9 ** 999999999 }}", "template-unsafe"),
        ("{{ '%1000000000d' % 1 }}", "template-unsafe"),
        ("{{ range(1000000000) }}", "template-unsafe"),
        ("{{ ten.format(ten) }}", "template-unsafe"),
        ("{% include '/etc/passwd' %}", "template-unsafe"),
        ("{% import '/etc/passwd' as x %}", "template-unsafe"),
        ("{% extends '/etc/passwd' %}", "template-unsafe"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "template-unsafe"),
        ("{% autoescape false %}{{ ten }}{% endautoescape %}", "template-unsafe"),
        ("{{ ten|safe }}", "template-syntax"),
        ("{{ cycler.__init__.__globals__ }}", "template-unsafe"),
    ],
)
def test_a_template_that_asks_for_more_is_refused_in_one_sentence(line: str, code: str) -> None:
    found, message = refused(template(line))
    assert found == code, message
    assert "mau.docx" in message
    assert "Traceback" not in message
    assert "\n" not in message


def test_the_wrong_name_is_told_with_the_near_one() -> None:
    with pytest.raises(ReportedError) as bad:
        filled(template("{{ danhsach }}"), VALUES)
    (found,) = bad.value.diagnostics
    assert "`danhsach`" in found.message()
    assert "có phải là `danh_sach`?" in found.help()


def _packed(change: Callable[[dict[str, bytes]], None]) -> Template:
    with zipfile.ZipFile(io.BytesIO(template("{{ ten }}").data)) as there:
        parts = {n: there.read(n) for n in there.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return Template("mau.docx", out.getvalue())


def _macro(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def _macro_type(parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _remote(parts: dict[str, bytes]) -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = b'<Relationship Id="rIdX" Type="' + kind + b'" Target="http://a.invalid/a.dotm" TargetMode="External"/>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", link + b"</Relationships>")


def _entities(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1
    )


def _bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/a.xml"] = b"0" * (opening.UNPACKED + 1)


def _many(parts: dict[str, bytes]) -> None:
    parts.update({f"word/media/{n}.txt": b"" for n in range(opening.PARTS + 1)})


def _without(parts: dict[str, bytes]) -> None:
    del parts["word/document.xml"]


def _broken(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = b"<w:document"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_macro, "macro"), (_macro_type, "macro"), (_remote, "nơi khác"), (_entities, "DTD"), (_bomb, "quá lớn"),
        (_many, "quá lớn"), (_without, "không phải là tệp DOCX"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plain_docx_is_refused(change: Callable[[dict[str, bytes]], None], why: str) -> None:
    code, message = refused(_packed(change))
    assert code == "template-file"
    assert why in message


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1}", b"\x00" * 100]
)
def test_any_other_file_is_refused(data: bytes) -> None:
    assert refused(Template("mau.docx", data))[0] == "template-file"


def test_a_document_that_is_no_xml_is_refused() -> None:
    assert refused(_packed(_broken))[0] in {"template-file", "template-syntax"}


def test_a_file_that_says_less_than_it_holds_is_refused() -> None:
    data = bytearray(template("{{ ten }}").data)
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    assert refused(Template("mau.docx", bytes(data)))[0] == "template-file"


def test_too_large_a_file_is_not_opened() -> None:
    assert "quá lớn" in refused(Template("mau.docx", b"PK" + b"0" * opening.PACKED))[1]


def test_the_sample_is_what_its_script_writes(tmp_path: Path) -> None:
    from fixtures.make_papers import main

    main(tmp_path)
    assert told((tmp_path / "mau-van-ban" / "to-trinh.docx").read_bytes()) == told(SAMPLE.read_bytes())
