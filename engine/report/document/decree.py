"""The form of a paper: what Nghị định 30/2020/NĐ-CP, Phụ lục I, asks of every administrative document.

Lengths are in millimetres, letters in points. Where the decree leaves a range, what offices mostly take.
"""

from __future__ import annotations

from .model import Document

FONT = "Times New Roman"

# Section I.3: top and bottom 20-25 mm, left 30-35, right 15-20.
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
#: A3 for tables that are looked at, not filed between papers: the same margins.
A4, A3 = (210, 297), (297, 420)

NATION, NATION_SIZE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13  # II.1: capitals, bold, 12-13
MOTTO, MOTTO_SIZE = "Độc lập - Tự do - Hạnh phúc", 14  # II.1: bold, 13-14, a line below as long as the words
BODY_SIZE = 13  # II.2: parent and issuing body, capitals, 12-13; a line of a third to a half below
NUMBER_SIZE = 13  # II.3
DATE_SIZE = 14  # II.4: italic, 13-14
KIND_SIZE = 14  # II.5: capitals, bold, 13-14; the summary bold below it
TEXT_SIZE = 14  # II.6: 13-14, both margins
#: II.6: the first line 1 or 1.27 cm in, at least 6 pt between paragraphs, from single to 1.5 lines.
INDENT, BETWEEN, SPACING = 12.7, 6, 1.15
#: The least that II.6 allows.
TIGHT_SIZE, TIGHT_SPACING = 13, 1.0
#: What belongs to a paragraph stands in by this much a level.
LEVEL = 6
TABLE_SIZE, SMALL_SIZE = 13, 11
SIGN_SIZE = 14  # II.7
SIGN_SPACE = 25  # room for the signature and the seal
RECEIVERS_SIZE, RECEIVER_SIZE = 12, 11  # II.9: the word bold italic 12, the list 11
PAGE_SIZE = 14  # I.7: Arabic, 13-14, in the middle of the upper margin, not on the first page
PAGE_DISTANCE = 10
#: Shares of the width: bodies and number on the left, nation and day on the right.
HEAD_LEFT = 0.4
#: The line below a body or a summary, as a share of the words' length (the decree: a third to a half).
RULE = 0.4


def paper(document: Document) -> tuple[int, int]:
    """Return width and height of a paper."""
    short, long = A3 if document.a3 else A4
    return (long, short) if document.landscape else (short, long)


def text_size(document: Document) -> int:
    """Return the size of the letters of a text."""
    return TIGHT_SIZE if document.tight else TEXT_SIZE


def spacing(document: Document) -> float:
    """Return how far its lines stand apart, in single lines."""
    return TIGHT_SPACING if document.tight else SPACING


def text_width(document: Document) -> int:
    """Return the width between the margins."""
    return paper(document)[0] - LEFT - RIGHT
