"""Lists that are read again by themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entrelieux.platform.models import Job
from entrelieux.sources.actions import declare_source
from entrelieux.sources.tasks import REREAD, ask_for_due_sources

pytestmark = pytest.mark.django_db


def feed(**reading):
    return declare_source(by=None, slug="liste", name="liste", reading=reading)


def test_a_source_is_read_again_when_its_time_has_come_and_asked_for_once():
    due = feed(url="https://exemple.fr/liste.csv", every_hours=24)
    ask_for_due_sources()
    ask_for_due_sources()
    assert list(Job.objects.filter(kind=REREAD).values_list("arguments", flat=True)) == [
        {"feed": due.pk}
    ]


def test_a_source_read_an_hour_ago_waits_for_its_day():
    recent = feed(url="https://exemple.fr/liste.csv", every_hours=24)
    recent.read_at = timezone.now() - timedelta(hours=1)
    recent.save()
    ask_for_due_sources()
    assert not Job.objects.filter(kind=REREAD).exists()
