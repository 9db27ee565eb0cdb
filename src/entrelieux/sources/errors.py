"""What can go wrong with a source or an import, and what to do about it."""

from __future__ import annotations

from entrelieux.platform.errors import EntrelieuxError


class ImportRefused(EntrelieuxError):
    """The file is not what it claims, or cannot be read; the message gives the reason."""


class WrongState(EntrelieuxError):
    """The run is not at the step that the action needs."""
