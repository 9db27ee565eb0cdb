from django.apps import AppConfig


class BridgesConfig(AppConfig):
    name = "entrelieux.bridges"
