from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "tandem.safeguarding"
    verbose_name = "safeguarding"
