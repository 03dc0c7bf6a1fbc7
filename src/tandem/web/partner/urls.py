from django.urls import path

from tandem.web.partner import initiatives

urlpatterns = [
    path("", initiatives.home, name="partner-home"),
    path("<uuid:initiative_id>/", initiatives.initiative, name="partner-initiative"),
]
