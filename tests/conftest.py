"""What every test may use: the cast, signed-in clients, the real outbox."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test import Client

from tests.cast import Cast, gather_cast

# What is slow on a busy machine is not wrong: speed is measured by bench/, never by tests. The same
# code is tried on the same cases: `ENTRELIEUX_EFFORT` hunts for others (CONTRIBUTING).
IS_HUNTING = bool(os.environ.get("ENTRELIEUX_EFFORT"))
hypothesis.settings.register_profile("patient", deadline=None, derandomize=not IS_HUNTING)
hypothesis.settings.load_profile("patient")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that touch the database, which `make test` runs again on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A session that a thread left open must not keep PostgreSQL from dropping the database."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


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
