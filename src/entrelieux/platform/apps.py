from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "entrelieux.platform"
