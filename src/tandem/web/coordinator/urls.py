"""Addresses of the coordinator's pages."""

from django.urls import include, path

from tandem.web.coordinator import (
    contacts,
    decisions,
    enrolments,
    form_choice,
    groups,
    helps,
    initiatives,
    places,
    plans,
    proposals,
    publication,
    reports,
    requests,
    today,
)

INITIATIVE = "initiatives/<uuid:initiative_id>/"
ENROLMENT = "initiatives/tutors/<uuid:enrolment_id>/"
GROUP = "initiatives/groups/<uuid:group_id>/"
REQUEST = "initiatives/requests/<uuid:request_id>/"
RUN = "initiatives/runs/<uuid:run_id>/"
TEAM = "initiatives/teams/<uuid:team_id>/"
SITE = INITIATIVE + "proposal/<uuid:site_id>/"

urlpatterns = [
    path("intake/", include("tandem.web.coordinator.intake.urls")),
    path("", today.home, name="coordinator-home"),
    path("initiatives/", initiatives.initiative_list, name="coordinator-initiatives"),
    path("initiatives/forms/", form_choice.choose, name="coordinator-form-choice"),
    path("initiatives/new/", initiatives.choose_form, name="coordinator-initiative-new"),
    path("initiatives/new/<slug:form_name>/", initiatives.create, name="coordinator-initiative-create"),
    path(INITIATIVE, initiatives.overview, name="coordinator-initiative"),
    path(INITIATIVE + "edit/", initiatives.edit, name="coordinator-initiative-edit"),
    path("", include("tandem.web.start.urls")),
    path(INITIATIVE + "sites/", initiatives.sites, name="coordinator-sites"),
    path(INITIATIVE + "sites/<uuid:site_id>/contact/", contacts.site_contact, name="coordinator-site-contact"),
    path(INITIATIVE + "tutors/", enrolments.enrolment_list, name="coordinator-enrolments"),
    path(INITIATIVE + "tutors/new/", enrolments.enrol, name="coordinator-enrol"),
    path(ENROLMENT, enrolments.enrolment, name="coordinator-enrolment"),
    path(ENROLMENT + "clearance/", enrolments.record_clearance, name="coordinator-enrolment-clearance"),
    path(ENROLMENT + "halt/", enrolments.halt, name="coordinator-enrolment-halt"),
    path(ENROLMENT + "halt/lift/", enrolments.lift_halt, name="coordinator-enrolment-lift-halt"),
    path(
        ENROLMENT + "clearance/<slug:kind>/withdraw/",
        enrolments.withdraw_clearance,
        name="coordinator-enrolment-clearance-withdraw",
    ),
    path(INITIATIVE + "groups/", groups.group_list, name="coordinator-groups"),
    path(INITIATIVE + "groups/new/", groups.make_group, name="coordinator-group-new"),
    path(GROUP, groups.group, name="coordinator-group"),
    path(GROUP + "students/", groups.group_members, name="coordinator-group-members"),
    path(INITIATIVE + "requests/", requests.request_list, name="coordinator-requests"),
    path(REQUEST, requests.change, name="coordinator-request"),
    path(REQUEST + "priority/", requests.set_priority, name="coordinator-request-priority"),
    path(REQUEST + "private/", requests.private, name="coordinator-request-private"),
    path(REQUEST + "withdraw/", requests.withdraw, name="coordinator-request-withdraw"),
    path(REQUEST + "helps/", helps.helps, name="coordinator-request-helps"),
    path(INITIATIVE + "recruiting/", helps.recruiting, name="coordinator-recruiting"),
    path(INITIATIVE + "plan/", plans.plan, name="coordinator-plan"),
    path(RUN, plans.run, name="coordinator-run"),
    path(RUN + "progress/", plans.run_progress, name="coordinator-run-progress"),
    path(RUN + "stop/", plans.stop, name="coordinator-run-stop"),
    path(RUN + "cancel/", plans.cancel, name="coordinator-run-cancel"),
    path(INITIATIVE + "proposal/", proposals.proposal, name="coordinator-proposal"),
    path(INITIATIVE + "unplaced/", proposals.unplaced_pupils, name="coordinator-proposal-unplaced"),
    path(INITIATIVE + "publish/", publication.publication, name="coordinator-publish"),
    path(INITIATIVE + "publish/progress/", publication.publication_progress, name="coordinator-publish-progress"),
    path(SITE, proposals.proposal_of_site, name="coordinator-proposal-site"),
    path(SITE + "week.pdf", proposals.week_of_site, name="coordinator-proposal-week"),
    path(SITE + "accept/", proposals.accept_site, name="coordinator-proposal-accept"),
    path(TEAM, decisions.team, name="coordinator-team"),
    path(TEAM + "accept/", decisions.accept, name="coordinator-team-accept"),
    path(TEAM + "veto/", decisions.veto, name="coordinator-team-veto"),
    path(TEAM + "lock/", decisions.lock, name="coordinator-team-lock"),
    path(TEAM + "unlock/", decisions.unlock, name="coordinator-team-unlock"),
    path(TEAM + "undo/", decisions.undo, name="coordinator-team-undo"),
    path(TEAM + "move/", decisions.move, name="coordinator-team-move"),
    path(TEAM + "end/", decisions.end, name="coordinator-team-end"),
    path(INITIATIVE + "places/", places.places, name="coordinator-places"),
    path(INITIATIVE + "places/travel/", places.set_travel_time, name="coordinator-places-travel"),
    path(
        INITIATIVE + "places/travel/<uuid:travel_time_id>/remove/",
        places.remove_travel_time,
        name="coordinator-places-travel-remove",
    ),
    path(INITIATIVE + "places/closures/", places.add_closure, name="coordinator-places-closure"),
    path(
        INITIATIVE + "places/closures/<uuid:closure_id>/remove/",
        places.remove_closure,
        name="coordinator-places-closure-remove",
    ),
    path("reports/dosage/", reports.dosage, name="coordinator-dosage"),
    path("reports/dosage/<slug:per>.<str:kind>", reports.dosage_file, name="coordinator-dosage-file"),
    path("reports/hours/", reports.hours, name="coordinator-hours"),
    path("reports/hours.xlsx", reports.hours_file, name="coordinator-hours-file"),
    path("reports/hours/<uuid:tutor_id>.pdf", reports.hours_sheet, name="coordinator-hours-sheet"),
]
