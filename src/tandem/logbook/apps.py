"""The Django app of this context."""

from django.apps import AppConfig


class LogbookConfig(AppConfig):
    name = "tandem.logbook"
