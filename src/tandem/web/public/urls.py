from django.urls import path

from tandem.web.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("taal/", views.choose_language, name="choose-language"),
]
