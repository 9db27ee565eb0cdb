"""What meetings keep of a person."""

from __future__ import annotations

from entrelieux.accounts.personal import Erased, Kept

KEPT = (Kept("meetings_put_aside", "meetings.PutAside.by", Erased.DELETED, ("kind", "at")),)
