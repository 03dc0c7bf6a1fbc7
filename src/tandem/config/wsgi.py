"""The web application for any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.config.settings")
os.environ.setdefault("TANDEM_KEEP_PLANS", "yes")

application = get_wsgi_application()
