from django.urls import path

from tandem.web.family import file, file_line, file_portrait
from tandem.web.pupil import home

urlpatterns = [
    path("", home.home, name="pupil-home"),
    path("file/", file.home, {"pupil_id": None}, name="pupil-file"),
    path("file/add/<slug:kind>/", file.add, {"pupil_id": None}, name="pupil-file-add"),
    path("file/fresh/<slug:do>/", file.fresh, {"pupil_id": None}, name="pupil-file-fresh"),
    path("file/self/", file_portrait.portrait, {"pupil_id": None}, name="pupil-file-self"),
    path("file/<slug:what>/<uuid:pk>/", file_line.line, {"pupil_id": None}, name="pupil-file-line"),
    path("file/<slug:what>/<uuid:pk>/<slug:do>/", file_line.change, {"pupil_id": None}, name="pupil-file-change"),
]
