"""The kinds of jobs of imports, and the keys under which one asks for them."""

from __future__ import annotations

PREVIEW = "sources.preview"
APPLY = "sources.apply"
REREAD = "sources.reread"
DUE = "sources.due"
RELEASE = "sources.release"


def preview_key(run: int) -> str:
    return f"{PREVIEW}:{run}"


def reread_key(feed: int) -> str:
    return f"{REREAD}:{feed}"
