"""The published table of permissions is the code's, and each page agrees with it, cell by cell."""

import os
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse

from tests.permissions.table import rows_of, table

ROOT = Path(__file__).parents[2]
PAGES = {"fr": ROOT / "docs/fr/permissions.md", "en": ROOT / "docs/en/permissions.md"}
TABLE = re.compile(r"^\|.*\n(?:\|.*\n)+", re.MULTILINE)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", PAGES)
def test_the_published_table_is_that_of_the_code(cast, language):
    """scripts/permissions writes it again after a change."""
    page, made = PAGES[language], table(cast, language)
    if os.environ.get("ENTRELIEUX_WRITE_PERMISSIONS"):
        page.write_text(TABLE.sub(lambda _old: made, page.read_text("utf-8")), "utf-8")
    assert TABLE.findall(page.read_text("utf-8")) == [made]


def test_each_page_opens_to_those_of_its_row_and_to_nobody_else(cast, client_of, live_atlas):
    told, found = {}, {}
    for row in rows_of(cast):
        if row.address:
            told[row.en] = cast.who(row.may)
            found[row.en] = {name for name, one in cast.everyone() if opens(client_of, one, row)}
    assert found == told


def test_each_gesture_is_done_by_those_of_its_row_and_by_nobody_else(cast, client_of, live_atlas):
    told, found = {}, {}
    for row in rows_of(cast):
        if row.gesture:
            told[row.en] = cast.who(row.may)
            found[row.en] = {name for name, one in cast.everyone() if does(client_of, one, row)}
    assert found == told


def does(client_of, person, row):
    """Undone at once, for the next one to find things as they were."""
    client = client_of(person if person.is_authenticated else None)
    with transaction.atomic():
        answer = client.post(row.gesture)
        transaction.set_rollback(True)
    assert answer.status_code in {302, 403, 404}, (row.gesture, answer.status_code)
    return answer.status_code == 302 and not answer.url.startswith(reverse("account_login"))


def opens(client_of, person, row):
    client = client_of(person if person.is_authenticated else None)
    status = client.get(row.address).status_code
    assert status in {200, 302, 403, 404}, (row.address, status)
    return status == 200
