"""Manuals and safety sheets: PDF files, kept under our names, always downloaded."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from entrelieux.resources.actions import add_sheet
from entrelieux.resources.models import Resource, Sheet
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def manual(laser: Resource) -> Sheet:
    return add_sheet(by=None, resource=laser, role="manual", content=PDF)


def send(client: Any, laser: Resource, content: bytes, name: str = "../notice.pdf") -> Any:
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    address = reverse("sheet_add", args=[laser.public_id])
    return client.post(address, {"role": "safety", "file": file})


def test_a_manual_is_downloaded_never_opened(client: Any, manual: Sheet) -> None:
    response = client.get(f"/documents/{manual.public_id}.pdf")
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="decoupeuse-laser-manual.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_is_for_those_who_see_the_resource(
    cast: Cast, client_of: Any, laser: Resource, manual: Sheet
) -> None:
    Resource.objects.update(scope="place")
    address = f"/documents/{manual.public_id}.pdf"
    refused = [client_of(who).get(address).status_code for who in (None, cast.chloe, cast.driss)]
    assert refused == [404, 404, 404]
    assert b"".join(client_of(cast.bob).get(address).streaming_content) == PDF


def test_only_keepers_add_and_the_name_of_the_file_is_ours(
    cast: Cast, client_of: Any, laser: Resource
) -> None:
    for person in (None, cast.driss, cast.chloe, cast.bob, cast.alice):
        send(client_of(person), laser, PDF)
    kept = Sheet.objects.get()
    assert (kept.added_by, kept.role) == (cast.alice, "safety")
    assert kept.file.name == f"sheets/{kept.public_id}.pdf"


def test_what_is_not_a_pdf_comes_back_with_the_reason(
    cast: Cast, client_of: Any, laser: Resource
) -> None:
    page = send(client_of(cast.alice), laser, b"<script>alert(1)</script>")
    assert "n’est pas un fichier PDF" in page.content.decode()
    assert Sheet.objects.count() == 0


def test_one_that_was_taken_off_is_found_by_nobody(
    cast: Cast, client_of: Any, manual: Sheet
) -> None:
    client = client_of(cast.alice)
    client_of(cast.bob).post(reverse("sheet_remove", args=[manual.public_id]))
    assert Sheet.objects.get().removed_at is None
    client.post(reverse("sheet_remove", args=[manual.public_id]))
    assert client.get(f"/documents/{manual.public_id}.pdf").status_code == 404
