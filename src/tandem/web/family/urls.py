from django.urls import path

from tandem.web.family import views

urlpatterns = [
    path("", views.home, name="family-home"),
]
