from django.db import migrations

from entrelieux.bookings.guard import install, remove


class Migration(migrations.Migration):
    dependencies = [("bookings", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
