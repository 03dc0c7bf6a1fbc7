from django.urls import path

from tandem.web.tutor import views

urlpatterns = [
    path("", views.home, name="tutor-home"),
]
