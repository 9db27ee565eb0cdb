"""The only code that writes places: each action is one atomic block and one audit row."""

from entrelieux.places.actions.confirming import confirm_place
from entrelieux.places.actions.editing import create_place, edit_place
from entrelieux.places.actions.hiding import hide_place
from entrelieux.places.actions.merging import merge_places, split_place
from entrelieux.places.actions.reporting import close_report, report_error
from entrelieux.places.actions.stops import add_stop, remove_stop
from entrelieux.places.actions.undoing import undo_change

__all__ = [
    "add_stop",
    "close_report",
    "confirm_place",
    "create_place",
    "edit_place",
    "hide_place",
    "merge_places",
    "remove_stop",
    "report_error",
    "split_place",
    "undo_change",
]
