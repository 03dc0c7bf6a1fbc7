from django.urls import path

from tandem.web.people import initiative, organisations, roles

urlpatterns = [
    path("", roles.role_list, name="people"),
    path("new/", roles.give_role, name="people-give"),
    path("initiatives/<uuid:initiative_id>/", initiative.people, name="coordinator-people"),
    path("involvements/<uuid:involvement_id>/end/", initiative.end, name="coordinator-people-end"),
    path("involvements/<uuid:involvement_id>/reopen/", initiative.reopen, name="coordinator-people-reopen"),
    path("organisations/", organisations.organisation_list, name="people-organisations"),
    path("organisations/new/", organisations.add_organisation, name="people-organisation-new"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation, name="people-organisation"),
    path("<uuid:membership_id>/", roles.role, name="people-role"),
    path("<uuid:membership_id>/end/", roles.end_role, name="people-role-end"),
    path("<uuid:membership_id>/reopen/", roles.reopen_role, name="people-role-reopen"),
    path("<uuid:membership_id>/stand-in/", roles.stand_in, name="people-stand-in"),
]
