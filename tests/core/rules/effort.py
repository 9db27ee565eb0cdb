"""On how many random cases the properties of the rules are tried.

As a rule the same few each time, so that the suite is quick and says the same thing twice.
`ENTRELIEUX_EFFORT=50` tries fifty times as many, new ones each time (CONTRIBUTING.md).
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EFFORT = int(os.environ.get("ENTRELIEUX_EFFORT", "1"))


def tried_on(examples: int) -> settings:
    """What a property is decorated with; `examples` are those of a usual run."""
    return settings(
        max_examples=examples * EFFORT,
        derandomize=EFFORT == 1,
        suppress_health_check=list(HealthCheck),
    )
