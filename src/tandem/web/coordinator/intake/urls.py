"""Addresses of reading lists in."""

from django.urls import path

from tandem.web.coordinator.intake import check, schools, upload

IMPORT = "<uuid:import_id>/"

urlpatterns = [
    path("", upload.upload, name="coordinator-intake"),
    path("template/", upload.template_file, name="coordinator-intake-template"),
    path("school/", schools.add_school, name="coordinator-intake-school"),
    path(IMPORT, check.check, name="coordinator-intake-check"),
    path(IMPORT + "apply/", check.apply, name="coordinator-intake-apply"),
    path(IMPORT + "progress/", check.progress, name="coordinator-intake-progress"),
    path(IMPORT + "discard/", check.discard, name="coordinator-intake-discard"),
    path(IMPORT + "done/", check.done, name="coordinator-intake-done"),
]
