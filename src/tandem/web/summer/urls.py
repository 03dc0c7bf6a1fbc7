"""Addresses of summer schools, under those of the coordinator."""

from django.urls import path

from tandem.web.summer import days, sheet

DAYS = "initiatives/teams/<uuid:team_id>/days/"

urlpatterns = [
    path("initiatives/summer/", sheet.summer, name="coordinator-summer"),
    path("initiatives/summer.xlsx", sheet.summer_file, name="coordinator-summer-file"),
    path(DAYS, days.days, name="coordinator-summer-days"),
    path(DAYS + "blocks/", days.add_block, name="coordinator-summer-block"),
    path(DAYS + "blocks/<uuid:block_id>/remove/", days.remove_block, name="coordinator-summer-block-remove"),
    path(DAYS + "staff/", days.add_staff, name="coordinator-summer-staff"),
    path(
        DAYS + "staff/<uuid:enrolment_id>/<slug:day>/<slug:do>/",
        days.change_staff,
        name="coordinator-summer-staff-change",
    ),
]
