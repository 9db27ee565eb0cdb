"""Views that read never write: a write during a GET fails, so that a crawler changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

WRITES = re.compile(
    r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE|TRUNCATE|ALTER|CREATE|DROP)\s+\"?(\w*)",
    re.IGNORECASE,
)
# A session is the visitor's own note to herself: reading a form may have to remember something.
EXEMPT_TABLES = {"django_session"}

_allowed: ContextVar[bool] = ContextVar("writes_allowed", default=False)


class ReadViewWrote(RuntimeError):
    """A view that should only read wrote: answer a POST, or say why with `allow_writes`."""


@contextmanager
def allow_writes() -> Iterator[None]:
    """For the counters that reading itself moves, such as a rate limit."""
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


def refuse_writes() -> AbstractContextManager[None]:
    """While this lasts, a statement that writes raises `ReadViewWrote`."""
    return connection.execute_wrapper(_refuse)


def never_writes(view: Callable[P, R]) -> Callable[P, R]:
    """A view, or any function, that may not write."""

    @wraps(view)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        with refuse_writes():
            return view(*args, **kwargs)

    return reading


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    written = WRITES.match(sql)
    if written and not _allowed.get() and written[1] not in EXEMPT_TABLES:
        raise ReadViewWrote(f"A view answering GET wrote in {written[1]}: {sql[:120]}")
    return execute(sql, params, many, context)
