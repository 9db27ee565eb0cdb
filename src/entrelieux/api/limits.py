"""Rate limits of reads: counted in memory by each process, because a read must not write."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class Buckets:
    """Token buckets by key, refilled at `rate` a second up to `burst`; the oldest are forgotten.

    Forgetting a bucket gives back its tokens: with `size` keys remembered, that only helps an
    attacker who has more addresses than that.
    """

    def __init__(self, *, rate: float, burst: float, size: int = 50_000) -> None:
        self._rate, self._burst, self._size = rate, burst, size
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait_seconds(self, key: str, now: float) -> float:
        """Takes a token at `now` (seconds): 0 when there was one, else how long until there is."""
        with self._lock:
            tokens, before = self._buckets.pop(key, (self._burst, now))
            tokens = min(self._burst, tokens + (now - before) * self._rate)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > self._size:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate
