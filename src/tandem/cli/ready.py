"""Django, set up: commands that need its models import this before them."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
django.setup()
