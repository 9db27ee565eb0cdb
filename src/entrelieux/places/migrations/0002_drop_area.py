from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Rooms are resources that others are inside of (docs/adr/0015-entries.md)."""

    dependencies = [("places", "0001_initial")]

    operations = [migrations.DeleteModel(name="Area")]
