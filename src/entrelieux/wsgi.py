"""The WSGI entry point: the thin front before Django's own handler."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrelieux.settings")

django_application = get_wsgi_application()

# Needs Django to be set up.
from entrelieux.front.atlas import atlas_front  # noqa: E402

application = atlas_front(django_application)

# What was loaded to start stays to the end: the collector need not look at it again.
gc.collect()
gc.freeze()
