"""Photos of entries: who adds them, who sees them, and what of them remains."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entrelieux.inventory.actions import add_photo, forget_photos, remove_entry, remove_photo
from entrelieux.inventory.errors import TooManyPictures
from entrelieux.inventory.models import Photo
from entrelieux.inventory.pictures import read_picture
from entrelieux.places.actions import create_place
from entrelieux.resources.actions import add_resource
from entrelieux.resources.models import Resource
from tests.apps.inventory.drawn import photograph

pytestmark = pytest.mark.django_db
EVERYONE = {"visitor", "driss", "chloe", "bob", "alice", "farid", "opal"}
KEEPERS = {"alice", "farid", "opal"}


@pytest.fixture
def saw(cast):
    place = create_place(by=None, values={"name": "L’Atelier"})
    place.communities.add(cast.atelier)
    return add_resource(by=None, place=place, values={"name": "Scie"})


def picture():
    content = photograph()
    return read_picture(io.BytesIO(content), len(content))


@pytest.fixture
def photo(saw):
    return add_photo(by=None, entry=saw, picture=picture(), caption="La scie")


def upload(client, saw, content):
    file = SimpleUploadedFile("../../photo.php", content, content_type="image/jpeg")
    return client.post(
        f"/photos/ajouter/resource/{saw.public_id}/", {"photo": file, "caption": "La scie"}
    )


def seen_by(cast, client_of, address):
    people = {name: None if name == "visitor" else person for name, person in cast.everyone()}
    return {name for name, person in people.items() if got(client_of(person), address)}


def got(client, address):
    """The headers of a photo; None when it is not found."""
    response = client.get(address)
    if response.status_code != 200:
        return None
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")
    return response.headers


def test_a_photo_of_what_everyone_sees_is_kept_by_caches(client, photo):
    response = client.get(f"/photos/{photo.public_id}.jpg")
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")
    assert response["Cache-Control"] == "public, max-age=2592000, immutable"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("scope", "who"),
    [
        ("public", EVERYONE),
        ("network", KEEPERS | {"bob", "chloe"}),
        ("place", KEEPERS | {"bob"}),
        ("private", KEEPERS),
    ],
)
def test_a_photo_is_seen_by_those_who_see_what_it_shows(cast, client_of, saw, photo, scope, who):
    Resource.objects.update(scope=scope)
    for address in (f"/photos/{photo.public_id}.jpg", f"/photos/{photo.public_id}/petite.jpg"):
        assert seen_by(cast, client_of, address) == who
    expected = (
        "public, max-age=2592000, immutable" if scope == "public" else "private, max-age=3600"
    )
    headers = got(client_of(cast.alice), f"/photos/{photo.public_id}.jpg")
    assert headers["Cache-Control"] == expected


def test_a_photo_taken_off_or_of_what_was_removed_is_found_by_nobody(cast, client_of, saw, photo):
    other = add_photo(by=None, entry=saw, picture=picture())
    remove_photo(by=None, photo=photo)
    assert seen_by(cast, client_of, f"/photos/{photo.public_id}.jpg") == set()
    remove_entry(by=None, entry=saw)
    assert seen_by(cast, client_of, f"/photos/{other.public_id}.jpg") == set()


@pytest.mark.parametrize("path", ["..%2f..%2fentrelieux.sqlite3", "../settings", "photos/x", "x"])
def test_no_address_leads_out_of_the_photos(client, path):
    assert client.get(f"/photos/{path}.jpg").status_code == 404


def test_only_keepers_add_and_the_name_of_the_file_is_ours(cast, client_of, saw):
    for name, person in cast.everyone():
        upload(client_of(None if name == "visitor" else person), saw, photograph())
    assert {photo.added_by.name.lower() for photo in Photo.objects.all()} == KEEPERS
    for photo in Photo.objects.all():
        assert photo.file.name == f"photos/{photo.public_id}.jpg"
        assert (photo.width, photo.height) == (800, 600)


def test_a_file_that_is_no_photo_comes_back_with_the_reason(cast, client_of, saw):
    page = upload(client_of(cast.alice), saw, b"<?php echo 1;")
    assert "n’est pas une photo que l’on sait lire" in page.content.decode()
    assert 'value="La scie"' in page.content.decode()
    assert Photo.objects.count() == 0


def test_only_keepers_take_a_photo_off(cast, client_of, photo):
    address = f"/photos/{photo.public_id}/retirer/"
    for person in (None, cast.driss, cast.chloe, cast.bob):
        client_of(person).post(address)
    assert Photo.objects.get().removed_at is None
    client_of(cast.alice).post(address)
    assert Photo.objects.get().removed_at is not None


def test_an_entry_has_a_dozen_photos_at_most(saw):
    for _ in range(12):
        add_photo(by=None, entry=saw, picture=picture())
    with pytest.raises(TooManyPictures):
        add_photo(by=None, entry=saw, picture=picture())


def test_a_photo_taken_off_is_deleted_for_good_a_month_later(
    photo, django_capture_on_commit_callbacks
):
    storage, names = photo.file.storage, [photo.file.name, photo.thumbnail.name]
    remove_photo(by=None, photo=photo)
    assert forget_photos(now=timezone.now() + timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_photos(now=timezone.now() + timedelta(days=31)) == 1
    assert [storage.exists(name) for name in names] == [False, False]


def test_the_archive_of_a_backup_holds_the_photos(photo, settings, tmp_path):
    from entrelieux.cli.archive import media_files, write_archive

    files = dict(media_files(settings.MEDIA_ROOT))
    write_archive(tmp_path / "all.zip", {"made_at": "", "vendor": "sqlite"}, files)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert f"media/photos/{photo.public_id}.jpg" in archive.namelist()
        assert f"media/photos/{photo.public_id}-480.jpg" in archive.namelist()
