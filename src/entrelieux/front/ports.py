"""What the front needs from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Versioned(Protocol):
    """What a request reads: it never changes while the answer is made."""

    @property
    def version(self) -> str: ...


View = TypeVar("View", bound=Versioned)


class Refusal(Exception):
    """A request that cannot be answered; `detail` tells the person what to write instead.

    `retry_after` is in seconds, 0 when waiting would not help.
    """

    def __init__(self, status: int, detail: str, *, retry_after: float = 0.0) -> None:
        super().__init__(detail)
        self.status, self.detail, self.retry_after = status, detail, retry_after


class Asked(NamedTuple):
    """`between` is what stands between the prefix and the suffix of the route."""

    between: str
    query: str
    language: str


@dataclass(frozen=True, slots=True)
class Route(Generic[View]):
    """Addresses that begin with `prefix` and end with `suffix`; without suffix, just `prefix`.

    `answer` raises `Refusal`, and depends on nothing else than its arguments and the moment: its
    answers are kept. `is_spoken` when they hold words for people, in the language of the request.
    """

    prefix: str
    suffix: str
    content_type: str
    answer: Callable[[View, Asked], bytes]
    is_spoken: bool = False

    def matches(self, path: str) -> bool:
        if not self.suffix:
            return path == self.prefix
        return path.startswith(self.prefix) and path.endswith(self.suffix)

    def between(self, path: str) -> str:
        return path[len(self.prefix) : len(path) - len(self.suffix)]
