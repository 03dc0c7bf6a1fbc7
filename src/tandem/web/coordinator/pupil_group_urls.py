"""Addresses of the small groups of an initiative."""

from django.urls import path

from tandem.web.coordinator import pupil_groups

urlpatterns = [
    path("initiatives/<uuid:initiative_id>/pupil-groups/", pupil_groups.pupil_groups, name="coordinator-pupil-groups"),
    path("initiatives/pupil-groups/<uuid:pupil_group_id>/", pupil_groups.group, name="coordinator-pupil-group"),
    path(
        "initiatives/requests/<uuid:request_id>/pupil-group/", pupil_groups.child, name="coordinator-pupil-group-child"
    ),
]
