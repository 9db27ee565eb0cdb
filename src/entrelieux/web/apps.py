from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "entrelieux.web"
