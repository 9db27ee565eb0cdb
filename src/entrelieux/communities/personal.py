"""What communities keep of a person."""

from __future__ import annotations

from entrelieux.accounts.personal import Erased, Kept

KEPT = (
    Kept(
        "memberships",
        "communities.Membership.person",
        Erased.DELETED,
        ("community__name", "role", "since", "until"),
    ),
)
