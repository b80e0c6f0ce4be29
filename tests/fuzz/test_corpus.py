"""Every file that once led astray, or was made to, ends in a dossier or a refusal, in time and within its memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .mutate import mutated
from .seeds import seeds
from .worker import Worker

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    found = Worker(patience=120)  # the machine may be busy; a hang has no end at all
    yield found
    found.close()


def test_the_corpus_is_small_and_there() -> None:
    assert len(CORPUS) >= 12
    assert all(path.stat().st_size < 20_000 for path in CORPUS)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_a_file_of_the_corpus_ends_well(path: Path, worker: Worker) -> None:
    found = worker.tried(path)
    assert found["end"] in {"dossier", "refused"}, found["why"]


def test_the_seeds_are_good(worker: Worker, tmp_path: Path) -> None:
    whole = seeds()
    for name in ("a.xlsx", "a.ods", "a.xls", "b.xls", "a.csv", "b.csv", "a.zip"):
        (tmp_path / name).write_bytes(whole[name])
        assert worker.tried(tmp_path / name)["end"] == "dossier", name


def test_the_same_seed_spoils_in_the_same_way() -> None:
    from random import Random

    whole = {name: data for name, data in seeds().items() if name[1] == "."}
    runs = [[mutated(name, whole[name], Random(7), whole) for name in whole] for _ in range(2)]
    assert runs[0] == runs[1]
    assert all(spoilt != whole[name] for spoilt, name in zip(runs[0], whole, strict=True))
