"""Real threads with real transactions, on SQLite and PostgreSQL alike.

Use it in tests marked ``django_db(transaction=True)``: otherwise the threads would see nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

PATIENCE_SECONDS = 60


def run_together(gestures: Sequence[Callable[[], Any]]) -> list[Any]:
    """Starts every gesture at the same moment, one thread each.

    Returns, in order, what each returned, or the exception that it raised.
    """
    start = Barrier(len(gestures))

    def perform(gesture: Callable[[], Any]) -> Any:
        try:
            start.wait(PATIENCE_SECONDS)
            return gesture()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(gestures)) as pool:
        futures = [pool.submit(perform, gesture) for gesture in gestures]
        return [
            future.exception(PATIENCE_SECONDS) or future.result(PATIENCE_SECONDS)
            for future in futures
        ]
