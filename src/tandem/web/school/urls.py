from django.urls import path

from tandem.web.school import views

urlpatterns = [
    path("", views.home, name="school-home"),
]
