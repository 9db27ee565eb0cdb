from __future__ import annotations

import pytest

from entrelieux.core.bridging.reading.mentions import Spotter
from entrelieux.core.words import load_core


@pytest.fixture(scope="session")
def spotter() -> Spotter:
    """That of the vocabulary alone."""
    return Spotter(load_core())
