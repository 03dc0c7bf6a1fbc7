from django.urls import path

from tandem.core.permissions import Permission
from tandem.web.access import requires
from tandem.web.family import (
    answers,
    decisions,
    door,
    everything,
    file,
    file_line,
    file_portrait,
    home,
    language,
    pausing,
    reach,
    visits,
)

# The pages of a file are the pupil's too (`web.pupil.urls`): each comes in by a door of their own.
at_home = requires(Permission.FAMILY_READ)

urlpatterns = [
    path("", home.home, name="family-home"),
    path("language/", language.choose, name="family-language"),
    path("code/", door.letter_code, name="family-letter-code"),
    path("in/", door.enter, name="family-enter"),
    path("in/code/", door.enter_code, name="family-enter-code"),
    path("out/", door.leave, name="family-leave"),
    path("reach/", reach.reach, name="family-reach"),
    path("reach/code/", reach.reach_code, name="family-reach-code"),
    path("reach/<uuid:address_id>/forget/", reach.forget, name="family-reach-forget"),
    path("pause/", pausing.choose, name="family-pause"),
    path("pause/<uuid:team_id>/", pausing.pause, name="family-pause-team"),
    path("decisions/", decisions.decisions, name="family-decisions"),
    path("decisions/<uuid:decision_id>/say/", decisions.say_something, name="family-decision-say"),
    path("visits/<uuid:session_id>/off/", visits.call_off, name="family-visit-off"),
    path("visits/<uuid:session_id>/after-all/", visits.after_all, name="family-visit-after-all"),
    path("<uuid:pupil_id>/<slug:purpose>/answer/", answers.guardian_answer, name="family-answer"),
    path("<uuid:pupil_id>/self/", answers.own_answer, name="family-own-answer"),
    path("<uuid:pupil_id>/everything.<str:kind>", everything.everything, name="family-everything"),
    path("<uuid:pupil_id>/file/", at_home(file.home), name="family-file"),
    path("<uuid:pupil_id>/file/add/<slug:kind>/", at_home(file.add), name="family-file-add"),
    path("<uuid:pupil_id>/file/fresh/<slug:do>/", at_home(file.fresh), name="family-file-fresh"),
    path("<uuid:pupil_id>/file/self/", at_home(file_portrait.portrait), name="family-file-self"),
    path("<uuid:pupil_id>/file/<slug:what>/<uuid:pk>/", at_home(file_line.line), name="family-file-line"),
    path("<uuid:pupil_id>/file/<slug:what>/<uuid:pk>/<slug:do>/", at_home(file_line.change), name="family-file-change"),
]
