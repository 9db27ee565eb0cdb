"""What every test may use: the cast, signed-in clients, the real outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.test import Client

from tests.cast import Cast, gather_cast
from tests.effort import EFFORT

# What is slow on a busy machine is not wrong: speed is measured by bench/, never by tests.
hypothesis.settings.register_profile("patient", deadline=None, derandomize=EFFORT == 1)
hypothesis.settings.load_profile("patient")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that touch the database, which `make test` runs again on PostgreSQL.

    Not those in a browser, marked too: the thread of their server would keep the database open.
    """
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)


@pytest.fixture
def cast(db: None) -> Cast:
    return gather_cast()


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """The browser of a person: ``client_of(cast.alice).get("/")``; of a visitor for None."""

    def browser(person: Any) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


@pytest.fixture
def outbox(db: None, settings: Any) -> Callable[[], list[Any]]:
    """Mail goes to the real outbox, newest first (Django's tests keep it in memory otherwise)."""
    from entrelieux.messaging.models import OutgoingMail

    settings.EMAIL_BACKEND = "entrelieux.messaging.backend.OutboxBackend"
    return lambda: list(OutgoingMail.objects.all())


@pytest.fixture
def live_atlas(db: None, settings: Any) -> Iterator[None]:
    """Searches read this test's own database, and see each change although nothing is committed."""
    from entrelieux.search import reader
    from entrelieux.search.stamp import current_stamp

    settings.ATLAS_STAMP = "database"
    current_stamp.cache_clear()
    reader._reader = None
    yield
    current_stamp.cache_clear()
    reader._reader = None


@pytest.fixture
def live_offers(live_atlas: None) -> Iterator[None]:
    """Needs are answered from the offers of this test's own database, anew after each change."""
    from entrelieux.bridges.offering import reader

    reader._reader = None
    yield
    reader._reader = None
