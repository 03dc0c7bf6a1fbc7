from django.urls import path

from tandem.web.family import answers, door, home, language, reach

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
    path("<uuid:pupil_id>/<slug:purpose>/answer/", answers.guardian_answer, name="family-answer"),
    path("<uuid:pupil_id>/self/", answers.own_answer, name="family-own-answer"),
]
