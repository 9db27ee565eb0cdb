"""The forms of usages and events."""

from __future__ import annotations

from entrelieux.activities.forms.usage import UsageForm

__all__ = ["UsageForm"]
