"""Writing what happens in places."""

from entrelieux.activities.actions.usages import add_usage, change_usage

__all__ = ["add_usage", "change_usage"]
