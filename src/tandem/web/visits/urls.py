from django.urls import path

from tandem.web.visits import views

urlpatterns = [
    path("", views.visits, name="visits"),
    path("<uuid:session_id>/settle/", views.settle, name="visit-settle"),
]
