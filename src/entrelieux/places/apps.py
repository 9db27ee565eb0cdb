from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "entrelieux.places"
