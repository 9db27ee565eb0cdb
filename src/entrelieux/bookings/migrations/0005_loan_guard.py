from django.db import migrations

from entrelieux.bookings.guard import install_loans, remove_loans


class Migration(migrations.Migration):
    dependencies = [("bookings", "0004_loans")]

    operations = [migrations.RunPython(install_loans, remove_loans)]
