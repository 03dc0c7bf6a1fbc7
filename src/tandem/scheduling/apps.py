"""The Django app of this context."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "tandem.scheduling"
