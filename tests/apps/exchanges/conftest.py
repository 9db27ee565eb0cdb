from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entrelieux.exchanges.actions.agreements import propose_agreement, sign_agreement, unit_named
from entrelieux.exchanges.models import Agreement
from tests.cast import Cast


@pytest.fixture
def agreed(cast: Cast) -> Callable[..., Agreement]:
    """An agreement of the Atelier with the Bergerie, signed unless told otherwise."""

    def make(*, unit: str = "hours", signed: bool = True, **values: Any) -> Agreement:
        recognitions = values.pop("recognitions", ())
        told = {
            "scope": "Les machines à bois",
            "review_on": timezone.localdate() + timedelta(days=180),
            "unit": unit_named(unit),
            **values,
        }
        agreement = propose_agreement(
            by=cast.alice,
            first=cast.atelier,
            second=cast.bergerie,
            values=told,
            recognitions=recognitions,
        )
        return sign_agreement(by=None, agreement=agreement) if signed else agreement

    return make
