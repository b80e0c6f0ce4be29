"""Making papers and writing them into a folder."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .model import Made, Material, Paper

Write = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and the paper it is."""

    paper: Paper
    path: Path


def made_of(paper: Paper, material: Material) -> dict[str, bytes]:
    """Return the files of one paper, by their path inside the folder of papers; empty where it has nothing to say."""
    if not paper.fits(material):
        return {}
    made: Made = paper.make(material)
    if isinstance(made, bytes):
        return {paper.file_name: made}
    return {str(PurePosixPath(paper.file_name) / name): data for name, data in made.items()}


def written_to(folder: Path, papers: Sequence[Paper], material: Material, write: Write) -> Iterator[Written]:
    """Make papers one after the other and write each before the next is made; OSError where that fails."""
    gc.freeze()  # proofs of thousands of subjects stay to the end: looking through them again and again takes a third
    try:
        for paper in papers:
            for name, data in made_of(paper, material).items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                write(path, data)
                yield Written(paper, path)
    finally:
        gc.unfreeze()
