"""What every template may use."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "TERRITORY_NAME": settings.TERRITORY_NAME,
        "DEMO": settings.DEMO,
        "BASE_URL": settings.BASE_URL,
        "SOURCE_URL": settings.SOURCE_URL,
    }
