"""Any file as a table of raw rows, whatever its name claims, within limits."""

from entrelieux.core.interchange.container.cells import sound_values
from entrelieux.core.interchange.container.errors import (
    BrokenJson,
    EmptyFile,
    FileTooLarge,
    NotATable,
    SuspiciousArchive,
    TooDeep,
    TooManyColumns,
    TruncatedFile,
    UnreadableFile,
)
from entrelieux.core.interchange.container.opening import open_table
from entrelieux.core.interchange.container.table import Limits, RawRow, RawTable

__all__ = [
    "BrokenJson",
    "EmptyFile",
    "FileTooLarge",
    "Limits",
    "NotATable",
    "RawRow",
    "RawTable",
    "SuspiciousArchive",
    "TooDeep",
    "TooManyColumns",
    "TruncatedFile",
    "UnreadableFile",
    "open_table",
    "sound_values",
]
