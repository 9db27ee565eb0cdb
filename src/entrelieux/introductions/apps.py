from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "entrelieux.introductions"
