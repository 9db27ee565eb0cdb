"""The Atelier has the charter of a fablab, the Bergerie that of a collège lab."""

from __future__ import annotations

import pytest

from entrelieux.charters.actions import start_charter
from entrelieux.communities.models import Community
from tests.cast import Cast


@pytest.fixture
def fablab(cast: Cast) -> Community:
    start_charter(by=cast.alice, community=cast.atelier, template_name="fablab")
    return cast.atelier


@pytest.fixture
def college(cast: Cast) -> Community:
    start_charter(by=None, community=cast.bergerie, template_name="college-lab")
    return cast.bergerie
