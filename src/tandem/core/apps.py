"""The Django app of this context."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "tandem.core"
