"""The Django app of this context."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tandem.people"
