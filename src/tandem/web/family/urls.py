from django.urls import path

from tandem.web.family import answers, home

urlpatterns = [
    path("", home.home, name="family-home"),
    path("<uuid:pupil_id>/<slug:purpose>/answer/", answers.guardian_answer, name="family-answer"),
    path("<uuid:pupil_id>/self/", answers.own_answer, name="family-own-answer"),
]
