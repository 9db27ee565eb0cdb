"""Places, the statements their cards are made of, and the changes that can be undone."""

from entrelieux.places.models.change import ChangeSet
from entrelieux.places.models.merge import Merge
from entrelieux.places.models.place import Place
from entrelieux.places.models.report import Report
from entrelieux.places.models.statement import Source, Statement
from entrelieux.places.models.stop import Stop

__all__ = ["ChangeSet", "Merge", "Place", "Report", "Source", "Statement", "Stop"]
