"""Any file as a table of raw rows, whatever its name claims, within limits."""

from entrelieux.core.interchange.container.errors import (
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
]
