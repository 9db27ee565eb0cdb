"""Any filtered list, in an open format."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from entrelieux.core.interchange import registry
from entrelieux.places.rows import place_rows
from entrelieux.places.vocabulary import current_language
from entrelieux.web.home import filtered_places

# format -> (label, MIME type, file ending)
FORMATS = {
    "csv": (gettext_lazy("CSV"), "text/csv; charset=utf-8", "csv"),
    "xlsx": (
        gettext_lazy("Excel"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    "geojson": (gettext_lazy("GeoJSON"), "application/geo+json", "geojson"),
    "jsonld": (gettext_lazy("JSON-LD (schema.org)"), "application/ld+json", "jsonld"),
    "lamednum": (gettext_lazy("Médiation numérique (LaMednum v1)"), "text/csv", "csv"),
}
IN_MEMORY_BYTES = 8 * 1024 * 1024


@require_safe
def export(request: HttpRequest, format: str) -> FileResponse:
    """The list that the same address parameters show on the map, all of it."""
    if format not in FORMATS:
        raise Http404(_("Formats : %(names)s.") % {"names": ", ".join(FORMATS)})
    _label, mime, ending = FORMATS[format]
    # Large exports go through a temporary file: memory stays bounded, and an error is an error
    # page rather than a file cut short.
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed by Django
    rows = place_rows(filtered_places(request.GET))
    registry.write(format, rows, file, language=current_language())
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"entrelieux.{ending}", content_type=mime
    )
