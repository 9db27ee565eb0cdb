"""The published table of permissions is the code's, and each page agrees with it, cell by cell."""

import os
import re
from pathlib import Path

import pytest

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


def opens(client_of, person, row):
    client = client_of(person if person.is_authenticated else None)
    status = client.get(row.address).status_code
    assert status in {200, 302, 403, 404}, (row.address, status)
    return status == 200
