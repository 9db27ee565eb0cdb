"""The forms of a resource."""

from __future__ import annotations

from entrelieux.resources.forms.resource import ResourceForm
from entrelieux.resources.forms.sheet import SheetForm

__all__ = ["ResourceForm", "SheetForm"]
