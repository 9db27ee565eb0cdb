"""What a place puts in common, and the sheets that go with a machine."""

from entrelieux.resources.models.resource import Access, Condition, Kind, Resource, Terms
from entrelieux.resources.models.sheet import Sheet

__all__ = ["Access", "Condition", "Kind", "Resource", "Sheet", "Terms"]
