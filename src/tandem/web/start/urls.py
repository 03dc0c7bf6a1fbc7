"""Addresses of the start of an initiative."""

from django.urls import path

from tandem.web.start import meetings, overview, parts

START = "initiatives/<uuid:initiative_id>/start/"

urlpatterns = [
    path(START, overview.overview, name="coordinator-start"),
    path(START + "activate/", overview.activate, name="coordinator-start-activate"),
    path(START + "take-over/", overview.take_over, name="coordinator-start-take-over"),
    path(START + "confirm/", overview.confirm_all, name="coordinator-start-confirm-all"),
    path(START + "organisation/", overview.organisation, name="coordinator-start-organisation"),
    path(START + "parts/<slug:part>/", parts.part, name="coordinator-start-part"),
    path(START + "parts/<slug:part>/confirm/", parts.confirm, name="coordinator-start-confirm"),
    path(START + "parts/<slug:part>/ask/", parts.ask, name="coordinator-start-ask"),
    path(START + "parts/<slug:group>/paper.pdf", meetings.paper, name="coordinator-start-paper"),
    path(START + "asked/<uuid:part_asked_id>/take-back/", parts.take_back, name="coordinator-start-take-back"),
    path(
        START + "expectations/<uuid:expectation_id>/remove/",
        parts.remove_expectation,
        name="coordinator-start-expectation-remove",
    ),
    path(START + "instruments/", parts.add_instrument, name="coordinator-start-instrument"),
    path(
        START + "instruments/<uuid:instrument_id>/remove/",
        parts.remove_instrument,
        name="coordinator-start-instrument-remove",
    ),
    path(START + "meetings/", meetings.meetings, name="coordinator-start-meetings"),
    path(START + "meetings/<uuid:consultation_id>/minutes.pdf", meetings.minutes, name="coordinator-start-minutes"),
    path(START + "decisions/", meetings.decisions, name="coordinator-start-decisions"),
    path(START + "decisions/<uuid:decision_id>/decide/", meetings.decide, name="coordinator-start-decide"),
    path(START + "decisions/<uuid:decision_id>/say/", meetings.say, name="coordinator-start-say"),
]
