"""Styles and settings of a paper: one font, one language, nothing of the program that the library takes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document import decree
from ..document.model import Document

if TYPE_CHECKING:
    from docx.document import Document as Docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
#: Mode 15 is Word since 2013; without it Word opens the paper in the look of an older one.
_SETTINGS = f"""<w:settings {_W}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""
#: Parts of the library's own empty document that a paper has no use for.
_UNUSED = ("stylesWithEffects", "webSettings", "customXml", "numbering", "fontTable", "theme")


def _styles(document: Document) -> str:
    """Return the styles of a paper."""
    font, size = decree.FONT, decree.text_size(document) * 2
    before, line = decree.BETWEEN * 20, round(240 * decree.spacing(document))
    return f"""<w:styles {_W}>
<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>
<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>
<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:qFormat/>
<w:pPr><w:spacing w:before="{before}" w:line="{line}" w:lineRule="auto"/>
<w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:qFormat/>
<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="BodyText"/>
<w:next w:val="BodyText"/><w:qFormat/><w:pPr><w:keepNext/>
<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>
<w:pPr><w:jc w:val="center"/></w:pPr></w:style>
</w:styles>"""


def settle(book: Docx, document: Document) -> None:
    """Give an empty document the styles and settings of a paper, and take out what the library put there."""
    from docx.oxml.parser import parse_xml

    for element, text in ((book.styles.element, _styles(document)), (book.settings.element, _SETTINGS)):
        element[:] = list(parse_xml(text))
    for owner in (book.part.rels, book.part.package.rels):
        for name, link in list(owner.items()):
            if link.reltype.rsplit("/", 1)[-1] in {*_UNUSED, "thumbnail"}:
                del owner[name]
