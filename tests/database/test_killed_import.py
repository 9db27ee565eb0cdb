"""`kill -9` in the middle of an import: the next start finds it not applied, the database sound."""

import os
import signal

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction

from entrelieux.places.models import Place
from entrelieux.sources.actions import apply_run, declare_source, preview_run, propose_run
from entrelieux.sources.models import ImportRun

pytestmark = pytest.mark.django_db(transaction=True)

LIST = b"id,nom,code_postal,commune\n" + b"".join(
    b"%d,Atelier numero %d,15300,Murat\n" % (n, n) for n in range(60)
)


def die_while_applying(run):
    connections.close_all()
    with transaction.atomic():
        apply_run(by=None, run=run)
        os.kill(os.getpid(), signal.SIGKILL)


def test_an_import_killed_before_its_commit_was_never_applied():
    feed = declare_source(by=None, slug="liste", name="liste")
    run = preview_run(run=propose_run(by=None, feed=feed, file=ContentFile(LIST, name="liste.csv")))
    connections.close_all()
    child = os.fork()
    if child == 0:
        die_while_applying(run)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    run.refresh_from_db()
    assert (run.state, Place.objects.count()) == (ImportRun.State.PREVIEWED, 0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
    assert apply_run(by=None, run=run).state == ImportRun.State.APPLIED
