from django.urls import path

from tandem.web.coordinator import views

urlpatterns = [
    path("", views.home, name="coordinator-home"),
]
