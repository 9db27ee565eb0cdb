from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "entrelieux.sources"
