from django.apps import AppConfig


class StrengthConfig(AppConfig):
    name = "entrelieux.strength"
