from django.urls import path

from tandem.web.public import style_guide, views

urlpatterns = [
    path("", views.home, name="home"),
    path("taal/", views.choose_language, name="choose-language"),
    path("stijl/", style_guide.style_guide, name="style-guide"),
]
