from django.urls import path

from tandem.web.asked import views

urlpatterns = [
    path("", views.asked_list, name="asked"),
    path("<uuid:part_asked_id>/", views.asked_part, name="asked-part"),
]
