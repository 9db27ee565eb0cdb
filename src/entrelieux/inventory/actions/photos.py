"""Pictures of entries: adding, taking off, forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrelieux.accounts.models import Person
from entrelieux.inventory.documents import mark_entry_changed
from entrelieux.inventory.errors import TooManyPictures
from entrelieux.inventory.models import Entry, Photo
from entrelieux.inventory.pictures import Picture
from entrelieux.inventory.queries import entry_behind
from entrelieux.platform import audit

PHOTOS_LIMIT = 12
# How long a picture that was taken off can be asked for again, before its files go.
KEPT_DAYS = 30


@transaction.atomic
def add_photo(*, by: Person | None, entry: Entry, picture: Picture, caption: str = "") -> Photo:
    """Keeps the two files, then their row. Raises `TooManyPictures`."""
    subject = audit.subject_of(entry)
    if Photo.objects.filter(subject=subject, removed_at=None).count() >= PHOTOS_LIMIT:
        raise TooManyPictures(
            _("%(limit)d photos au plus : retirez-en une d’abord.") % {"limit": PHOTOS_LIMIT}
        )
    photo = Photo(
        subject=subject,
        caption=caption[:200],
        width=picture.width,
        height=picture.height,
        added_by=by,
    )
    photo.file.save(f"{photo.public_id}.jpg", ContentFile(picture.jpeg), save=False)
    photo.thumbnail.save(f"{photo.public_id}-480.jpg", ContentFile(picture.thumbnail), save=False)
    photo.save()
    mark_entry_changed(entry)
    audit.record("add_photo", photo, by=by, entry=subject)
    return photo


@transaction.atomic
def remove_photo(*, by: Person | None, photo: Photo) -> None:
    """Nobody sees it from now on; its files go `KEPT_DAYS` later."""
    Photo.objects.filter(pk=photo.pk, removed_at=None).update(removed_at=timezone.now())
    entry = entry_behind(photo.subject)
    if entry is not None:
        mark_entry_changed(entry)
    audit.record("remove_photo", photo, by=by, entry=photo.subject)


@transaction.atomic
def forget_photos(*, now: datetime) -> int:
    """Deletes for good the pictures that were taken off long ago; returns how many."""
    old = list(Photo.objects.filter(removed_at__lt=now - timedelta(days=KEPT_DAYS)))
    for photo in old:
        files = [photo.file, photo.thumbnail]
        photo.delete()
        transaction.on_commit(lambda gone=files: [f.storage.delete(f.name) for f in gone])
    return len(old)
