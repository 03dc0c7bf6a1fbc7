"""The Django app of this context."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "tandem.initiatives"
