"""Tables of entries, as a page and as files: what their reader may see and no more."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from entrelieux.inventory.exporting import FORMATS, table_file
from entrelieux.inventory.tables import Table, rows_of

LINES_A_PAGE = 100


def table_page(request: HttpRequest, table: Table) -> HttpResponse:
    page = Paginator(table.found(), LINES_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    query = f"?{asked.urlencode()}" if asked else ""
    context = {
        "table": table,
        "page": page,
        "rows": rows_of(page.object_list),
        "columns": [column for column in table.columns if column.in_table],
        "files": [(name, f"{table.file_address(name)}{query}") for name in FORMATS],
    }
    return render(request, "inventory/table.html", context)


def table_download(table: Table, format: str) -> FileResponse:
    """The same lines, every column. Raises `Http404` for a format that there is not."""
    rows = rows_of(table.found())
    name = table.file_name
    return table_file(rows, table.columns, format=format, name=name, sheet=name[:31])
