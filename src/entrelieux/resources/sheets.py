"""PDF files as they are kept: their first bytes say what they are, whatever their name says."""

from __future__ import annotations

from typing import BinaryIO

from django.utils.translation import gettext as _

from entrelieux.resources.errors import UnusableSheet

FILE_BYTES = 15 * 1024 * 1024
MAGIC = b"%PDF-"


def read_sheet(file: BinaryIO, size: int) -> bytes:
    """The content of a PDF of `size` bytes. Raises `UnusableSheet`, which says what to do."""
    if size > FILE_BYTES:
        raise UnusableSheet(
            _("Ce fichier pèse plus de %(limit)d Mo : donnez plutôt un lien vers lui.")
            % {"limit": FILE_BYTES // 1024**2}
        )
    content = file.read(FILE_BYTES + 1)
    if not content.startswith(MAGIC):
        raise UnusableSheet(_("Ce n’est pas un fichier PDF : enregistrez-le en PDF."))
    return content
