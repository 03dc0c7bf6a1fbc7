from django.urls import path

from tandem.core.permissions import Permission
from tandem.web.access import requires
from tandem.web.family import file, file_line, file_portrait
from tandem.web.pupil import guardians, home

# The same pages as the family has (`web.family.urls`), of the pupil who signed in.
MINE = {"pupil_id": None}
by_oneself = requires(Permission.OWN_FILE)

urlpatterns = [
    path("", home.home, name="pupil-home"),
    path("help/<uuid:call_id>/", home.help_somebody, name="pupil-help"),
    path("say/<uuid:session_id>/", home.say, name="pupil-say"),
    path("guardians/", guardians.guardians, name="pupil-guardians"),
    path("file/", by_oneself(file.home), MINE, name="pupil-file"),
    path("file/add/<slug:kind>/", by_oneself(file.add), MINE, name="pupil-file-add"),
    path("file/fresh/<slug:do>/", by_oneself(file.fresh), MINE, name="pupil-file-fresh"),
    path("file/self/", by_oneself(file_portrait.portrait), MINE, name="pupil-file-self"),
    path("file/<slug:what>/<uuid:pk>/", by_oneself(file_line.line), MINE, name="pupil-file-line"),
    path(
        "file/<slug:what>/<uuid:pk>/<slug:do>/",
        by_oneself(file_line.change),
        MINE,
        name="pupil-file-change",
    ),
]
