from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "tandem.quality"
    verbose_name = "quality"
