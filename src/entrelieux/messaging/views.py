"""The outbox of the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entrelieux.messaging.models import OutgoingMail
from entrelieux.platform.errors import NotFound

MAILS_PER_PAGE = 20


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every mail of the demonstration, for everybody: nothing there is anybody’s."""
    if not settings.DEMO:
        raise NotFound(_("Cette page n’existe que dans la démonstration."))
    pages = Paginator(OutgoingMail.objects.all(), MAILS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "messaging/outbox.html", {"page": page})
