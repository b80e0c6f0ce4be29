"""A chart of the figures as SVG: bars on a logarithmic scale, the same figures the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _LEFT, _ROW, _TOP = 860, 250, 24, 62
_OURS, _PEER, _GRID, _INK = "#b3261e", "#8aa0b5", "#d9dee3", "#1d2733"


@dataclass(frozen=True, slots=True)
class Bar:
    """One program: its name, milliseconds, and whether it is ours."""

    name: str
    milliseconds: float
    ours: bool


def chart(title: str, note: str, groups: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """Return groups of bars, each under the line its programs start from, as the text of an SVG."""
    values = [bar.milliseconds for _, bars in groups for bar in bars]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    span = _WIDTH - _LEFT - 90

    def across(value: float) -> float:
        return round(_LEFT + span * (log10(value) - low) / max(1, high - low), 1)

    height = _TOP + sum(_ROW * (len(bars) + 1) + 10 for _, bars in groups) + 34
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"',
        f'  aria-label="{escape(title, quote=True)}" font-family="sans-serif" font-size="13" fill="{_INK}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="26" font-size="16" font-weight="bold">{escape(title)}</text>',
        f'<text x="16" y="46" font-size="11">{escape(note)}</text>',
    ]
    for power in range(low, high + 1):
        x = across(10**power)
        out.append(f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{height - 28}" stroke="{_GRID}"/>')
        out.append(f'<text x="{x}" y="{height - 12}" font-size="11" text-anchor="middle">{_time(10.0**power)}</text>')
    y = _TOP
    for line, bars in groups:
        y += _ROW
        out.append(f'<text x="16" y="{y - 7}" font-weight="bold">{escape(line)}</text>')
        for bar in bars:
            end = across(bar.milliseconds)
            wide, colour = max(2.0, round(end - _LEFT, 1)), _OURS if bar.ours else _PEER
            weight = ' font-weight="bold"' if bar.ours else ""
            out += [
                f'<text x="{_LEFT - 8}" y="{y + 16}" text-anchor="end"{weight}>{escape(bar.name)}</text>',
                f'<rect x="{_LEFT}" y="{y + 4}" width="{wide}" height="{_ROW - 8}" fill="{colour}"/>',
                f'<text x="{end + 6}" y="{y + 16}" font-size="11">{_time(bar.milliseconds)}</text>',
            ]
            y += _ROW
        y += 10
    return "\n".join([*out, "</svg>"]) + "\n"


def _time(milliseconds: float) -> str:
    """Return a time to two figures, in the unit that fits."""
    value, unit = (milliseconds / 1000, "s") if milliseconds >= 1000 else (milliseconds, "ms")
    return f"{value:.2g} {unit}" if value < 10 else f"{value:.0f} {unit}"
