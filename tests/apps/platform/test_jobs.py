from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import transaction

from entrelieux.platform import queue
from entrelieux.platform.errors import Forbidden
from entrelieux.platform.jobs import Progress, enqueue, every, job, latest_job, registry
from entrelieux.platform.models import Job
from entrelieux.platform.worker import run_jobs_now, run_worker
from tests.database.threads import run_together

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
done: list[Any] = []


def wait_until(condition: Callable[[], bool]) -> None:
    for _tenth in range(100):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("It did not happen within ten seconds.")


@every(minutes=60)
@job("count_sheep", retries=2, lease_minutes=10)
def count_sheep(*, progress: Progress, name: str = "") -> None:
    progress(3, 3)
    if name == "wolf":
        raise ConnectionError("the wolf came")
    if name == "fence":
        raise Forbidden("Ask the shepherd.")
    done.append(name)


SHEEP = registry.handlers.pop("count_sheep")


@pytest.fixture(autouse=True)
def only_sheep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "handlers", {"count_sheep": SHEEP})
    monkeypatch.setattr(registry, "loaded", True)
    done.clear()


@pytest.mark.django_db
class TestAsking:
    def test_a_job_is_done_with_its_arguments_and_its_progress_kept(self) -> None:
        asked = enqueue("count_sheep", name="dolly")
        assert run_jobs_now() == 1
        asked.refresh_from_db()
        assert (done, asked.state, asked.progress_done) == (["dolly"], "done", 3)

    def test_asking_twice_with_one_key_is_asking_once_at_the_earlier_date(self) -> None:
        later = enqueue("count_sheep", unique_key="flock", run_at=NOON + timedelta(hours=1))
        sooner = enqueue("count_sheep", unique_key="flock", run_at=NOON)
        assert (sooner.pk, sooner.run_at, Job.objects.count()) == (later.pk, NOON, 1)

    def test_a_key_is_free_again_once_its_job_is_done(self) -> None:
        first = enqueue("count_sheep", unique_key="flock")
        run_jobs_now()
        second = enqueue("count_sheep", unique_key="flock")
        assert (second.pk != first.pk, latest_job("flock")) == (True, second)

    def test_a_job_asked_in_a_transaction_that_fails_is_not_asked(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            enqueue("count_sheep")
            raise ZeroDivisionError
        assert Job.objects.count() == 0


@pytest.mark.django_db
class TestClaiming:
    def test_the_oldest_due_job_goes_first_and_the_future_waits(self) -> None:
        enqueue("count_sheep", name="tomorrow", run_at=NOON + timedelta(days=1))
        enqueue("count_sheep", name="second", run_at=NOON - timedelta(minutes=1))
        enqueue("count_sheep", name="first", run_at=NOON - timedelta(minutes=2))
        claimed = [queue.claim_next(NOON), queue.claim_next(NOON), queue.claim_next(NOON)]
        assert [c and c.arguments["name"] for c in claimed] == ["first", "second", None]

    def test_an_unknown_kind_is_left_for_the_version_that_knows_it(self) -> None:
        Job.objects.create(kind="from_the_future", run_at=NOON)
        assert queue.claim_next(NOON) is None

    def test_a_failure_waits_longer_each_time_then_gives_up(self) -> None:
        asked = enqueue("count_sheep", run_at=NOON)
        now, waits = NOON, []
        for _attempt in range(3):
            claimed = queue.claim_next(now)
            assert claimed is not None
            queue.fail(claimed, ConnectionError("the wolf came"), now)
            asked.refresh_from_db()
            waits.append((asked.run_at - now).total_seconds())
            now = asked.run_at
        assert waits[:2] == [30, 60]
        assert (asked.state, asked.error) == ("failed", "ConnectionError: the wolf came")

    def test_an_error_that_tells_what_to_do_is_not_tried_again(self) -> None:
        asked = enqueue("count_sheep", run_at=NOON)
        claimed = queue.claim_next(NOON)
        assert claimed is not None
        queue.fail(claimed, Forbidden("Ask the shepherd."), NOON)
        asked.refresh_from_db()
        assert (asked.state, asked.error) == ("failed", "Ask the shepherd.")

    def test_the_wait_between_tries_is_at_most_an_hour(self) -> None:
        assert queue.backoff(40) == timedelta(hours=1)


@pytest.mark.django_db
class TestLeases:
    def test_a_job_whose_worker_died_is_given_to_another(self) -> None:
        enqueue("count_sheep", run_at=NOON)
        dead = queue.claim_next(NOON)
        assert queue.reap_expired(NOON + timedelta(minutes=9)) == 0
        assert queue.reap_expired(NOON + timedelta(minutes=11)) == 1
        again = queue.claim_next(NOON + timedelta(minutes=12))
        assert (again, again and again.attempts) == (dead, 2)

    def test_the_dead_worker_that_wakes_up_changes_nothing(self) -> None:
        asked = enqueue("count_sheep", run_at=NOON)
        dead = queue.claim_next(NOON)
        assert dead is not None
        queue.reap_expired(NOON + timedelta(minutes=11))
        queue.claim_next(NOON + timedelta(minutes=12))
        queue.finish(dead, Progress(), NOON + timedelta(minutes=13))
        asked.refresh_from_db()
        assert (asked.state, asked.attempts) == ("running", 2)

    def test_progress_renews_the_lease(self) -> None:
        asked = enqueue("count_sheep", run_at=NOON)
        claimed = queue.claim_next(NOON)
        assert claimed is not None
        queue.renew_lease(claimed, Progress(5, 9), NOON + timedelta(minutes=8))
        asked.refresh_from_db()
        assert asked.leased_until == NOON + timedelta(minutes=18)
        assert (asked.progress_done, asked.progress_total) == (5, 9)

    def test_on_one_machine_a_restart_gives_back_what_was_running_at_once(self) -> None:
        enqueue("count_sheep", run_at=NOON)
        queue.claim_next(NOON)
        assert queue.reap_orphans(NOON) == 1


@pytest.mark.django_db
class TestPeriodicJobs:
    def test_it_is_waiting_from_the_first_minute_and_once(self) -> None:
        queue.schedule_periodic(NOON)
        queue.schedule_periodic(NOON)
        assert [(j.kind, j.run_at) for j in Job.objects.all()] == [("count_sheep", NOON)]

    def test_it_comes_back_an_hour_after_its_end(self) -> None:
        queue.schedule_periodic(NOON)
        claimed = queue.claim_next(NOON)
        assert claimed is not None
        queue.finish(claimed, Progress(), NOON + timedelta(minutes=5))
        queue.schedule_periodic(NOON + timedelta(minutes=6))
        assert latest_job("every:count_sheep").run_at == NOON + timedelta(minutes=65)


@pytest.mark.django_db(transaction=True)
class TestWorkers:
    def test_eight_workers_share_twenty_jobs_and_none_twice(self) -> None:
        for rank in range(20):
            enqueue("count_sheep", name=str(rank), run_at=NOON)

        def claim_all() -> list[int]:
            claimed = []
            while found := queue.claim_next(NOON):
                claimed.append(found.pk)
            return claimed

        shares = run_together([claim_all] * 8)
        assert sorted(pk for share in shares for pk in share) == sorted(
            Job.objects.values_list("pk", flat=True)
        )

    def test_the_worker_does_what_waits_keeps_errors_and_stops_when_told(self) -> None:
        for name in ("dolly", "wolf", "fence"):
            enqueue("count_sheep", name=name, unique_key=name)
        stop = Event()
        worker = Thread(target=run_worker, args=[stop])
        worker.start()
        wait_until(lambda: Job.objects.filter(unique_key="fence", ended_at__isnull=False).exists())
        stop.set()
        worker.join(timeout=10)
        assert not worker.is_alive()
        asked = Job.objects.exclude(unique_key__startswith="every:")
        states = {found.unique_key: (found.state, found.error) for found in asked}
        assert states == {
            "dolly": ("done", ""),
            "wolf": ("queued", "ConnectionError: the wolf came"),
            "fence": ("failed", "Ask the shepherd."),
        }
