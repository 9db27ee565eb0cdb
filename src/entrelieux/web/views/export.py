"""Any filtered list, in an open format."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from entrelieux.core.interchange.writing import WRITERS, Options, write
from entrelieux.places.rows import place_rows
from entrelieux.places.vocabulary import current_language
from entrelieux.web.home import filtered_places

# The formats that a whole list is offered in, and their names.
FORMATS = {
    "csv": gettext_lazy("CSV"),
    "xlsx": gettext_lazy("Excel"),
    "geojson": gettext_lazy("GeoJSON"),
    "jsonld": gettext_lazy("JSON-LD (schema.org)"),
    "lamednum": gettext_lazy("Médiation numérique (LaMednum v1)"),
}
IN_MEMORY_BYTES = 8 * 1024 * 1024


@require_safe
def export(request: HttpRequest, format: str) -> FileResponse:
    """The list that the same address parameters show on the map, all of it."""
    if format not in FORMATS:
        raise Http404(_("Formats : %(names)s.") % {"names": ", ".join(FORMATS)})
    writer = WRITERS[format]
    # Large exports go through a temporary file: memory stays bounded, and an error is an error
    # page rather than a file cut short.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed by Django
    rows = place_rows(filtered_places(request.GET))
    write(format, rows, file, Options(language=current_language()))
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"entrelieux.{writer.extension}",
        content_type=writer.media_type,
    )
