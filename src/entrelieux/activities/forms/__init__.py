"""The forms of usages and events."""

from __future__ import annotations

from entrelieux.activities.forms.calendar import CalendarForm
from entrelieux.activities.forms.event import EventForm, TimeForm
from entrelieux.activities.forms.registration import DoorForm, RegistrationForm
from entrelieux.activities.forms.usage import UsageForm

__all__ = ["CalendarForm", "DoorForm", "EventForm", "RegistrationForm", "TimeForm", "UsageForm"]
