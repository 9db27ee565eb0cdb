from collections.abc import Callable
from pathlib import Path

import pytest

from entrelieux.core.geo.france import load_france
from entrelieux.core.interchange import registry
from entrelieux.core.interchange.reading import Reading
from entrelieux.core.interchange.records import Record

DATA = Path(__file__).parent / "data"
Read = Callable[[str], dict[str, Record]]


@pytest.fixture
def open_extract() -> Callable[..., Reading]:
    def opened(extract: str, **options: object) -> Reading:
        return registry.read(DATA / extract, gazetteer=load_france(), **options)

    return opened


@pytest.fixture
def read_extract(open_extract: Callable[..., Reading]) -> Read:
    """The records of an extract by their keys."""

    def read(name: str) -> dict[str, Record]:
        return {record.key: record for record in open_extract(name).records}

    return read
