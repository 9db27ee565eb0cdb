from django.db import migrations

from entrelieux.exchanges.guards import lift_guards, raise_guards


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0001_initial")]
    operations = [migrations.RunPython(raise_guards, lift_guards)]
