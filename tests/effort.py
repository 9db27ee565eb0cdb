"""On how many random cases properties are tried.

As a rule the same ones each time, so that the suite says the same thing twice.
`ENTRELIEUX_EFFORT=50` tries fifty times as many of the properties that say so, and new ones of all
(CONTRIBUTING.md).
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EFFORT = int(os.environ.get("ENTRELIEUX_EFFORT", "1"))


def tried_on(examples: int) -> settings:
    """What a property is decorated with; `examples` are those of a usual run."""
    return settings(max_examples=examples * EFFORT, suppress_health_check=list(HealthCheck))
