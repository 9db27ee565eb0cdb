from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from entrelieux.cli import examination
from entrelieux.cli.main import main
from entrelieux.platform.jobs import enqueue
from entrelieux.platform.models import Job
from entrelieux.search.models import AtlasBuild

pytestmark = pytest.mark.django_db


def gravity_and_remedy(finding: examination.Finding) -> tuple[str, str]:
    return finding.gravity, finding.remedy


def test_a_new_installation_has_no_fault() -> None:
    answer = CliRunner().invoke(main, ["check"])
    assert (answer.exit_code, "FAIL" in answer.output) == (0, False)
    assert "ok    Database: " in answer.output
    assert "ok    Tables: up to date" in answer.output


def test_a_fault_sets_the_exit_code_and_says_how_to_mend_it(settings: Any) -> None:
    settings.SECRET_KEY = "short"
    answer = CliRunner().invoke(main, ["check"])
    assert answer.exit_code == 1
    assert "FAIL  Secret key: shorter than 32 characters" in answer.output
    assert "→ Remove ENTRELIEUX_SECRET_KEY" in answer.output


def test_an_address_that_would_be_refused_is_a_fault(settings: Any) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://carte.example", ["autre.example"]
    assert gravity_and_remedy(examination.address()) == (
        "fault",
        "Add carte.example to ENTRELIEUX_ALLOWED_HOSTS.",
    )


@pytest.mark.parametrize(
    ("url", "gravity"),
    [("http://carte.example", "warning"), ("https://carte.example", "ok")],
)
def test_a_public_address_has_to_be_encrypted(settings: Any, url: str, gravity: str) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = url, ["carte.example"]
    assert examination.address().gravity == gravity


def test_a_job_that_waits_too_long_means_that_no_worker_works() -> None:
    enqueue("tidy_up", run_at=timezone.now() - timedelta(hours=1))
    assert examination.worker().gravity == "fault"


def test_a_failed_job_is_told_with_its_reason() -> None:
    Job.objects.create(
        kind="tidy_up", run_at=timezone.now(), state=Job.State.FAILED, error="OSError: no"
    )
    assert examination.worker().text == "1 jobs failed; the last one, tidy_up: OSError: no"


def test_an_atlas_whose_file_is_gone_is_told() -> None:
    assert examination.atlas().text == "not built yet"
    AtlasBuild.objects.create(file="gone.atlas", documents=3, seconds=0.1)
    assert examination.atlas().gravity == "warning"


@pytest.mark.parametrize(
    ("url", "gravity"),
    [("", "warning"), ("nonsense", "fault"), ("smtp://127.0.0.1:1", "fault")],
)
def test_a_mail_server_that_does_not_answer_is_a_fault(
    settings: Any, url: str, gravity: str
) -> None:
    settings.OUTGOING_SMTP = url
    assert examination.mail().gravity == gravity


def test_the_demonstration_needs_no_mail_server(settings: Any) -> None:
    settings.OUTGOING_SMTP, settings.DEMO = "", True
    assert examination.mail().gravity == "ok"
