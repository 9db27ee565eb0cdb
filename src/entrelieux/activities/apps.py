from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "entrelieux.activities"
