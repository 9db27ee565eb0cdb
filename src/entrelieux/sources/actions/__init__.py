"""Reading lists: propose, look at the difference, apply, undo; and deciding of look-alikes."""

from entrelieux.sources.actions.applying import apply_run
from entrelieux.sources.actions.previewing import preview_run
from entrelieux.sources.actions.releasing import fail_lost_runs
from entrelieux.sources.actions.reviewing import decide_pair
from entrelieux.sources.actions.undoing import undo_run
from entrelieux.sources.actions.uploading import declare_source, propose_run

__all__ = [
    "apply_run",
    "decide_pair",
    "declare_source",
    "fail_lost_runs",
    "preview_run",
    "propose_run",
    "undo_run",
]
