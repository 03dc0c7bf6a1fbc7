"""Addresses of the quality standards, below those of an initiative."""

from django.urls import path

from tandem.web.quality import pages

OF_COORDINATOR = "coordinator/initiatives/<uuid:initiative_id>/quality/"
OF_RESPONSIBLE = "partner/<uuid:initiative_id>/quality/"

urlpatterns = [
    path(OF_COORDINATOR, pages.quality, name="coordinator-quality"),
    path(OF_COORDINATOR + "dossier.pdf", pages.dossier, name="coordinator-quality-dossier"),
    path(OF_RESPONSIBLE, pages.quality_for_the_responsible, name="partner-quality"),
    path(OF_RESPONSIBLE + "dossier.pdf", pages.dossier_for_the_responsible, name="partner-quality-dossier"),
]
