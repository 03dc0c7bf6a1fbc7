from django.urls import path

from tandem.web.lecturer import placements, places, students

PLACES = "places/<uuid:initiative_id>/"
COLLEGE = PLACES + "<uuid:college_id>/"

urlpatterns = [
    path("", students.student_list, name="lecturer-home"),
    path("placements/", placements.placement_list, name="lecturer-placements"),
    path("placements/new/", placements.place, name="lecturer-place"),
    path("placements/<uuid:enrolment_id>/", placements.placement, name="lecturer-placement"),
    path("placements/<uuid:enrolment_id>/evidence.pdf", placements.evidence, name="lecturer-evidence"),
    path("places/", places.place_list, name="lecturer-places"),
    path(PLACES, places.places, name="lecturer-initiative-places"),
    path(COLLEGE, places.set_places, name="lecturer-places-set"),
    path(COLLEGE + "slots/", places.reserve, name="lecturer-slot-reserve"),
    path(COLLEGE + "slots/<uuid:slot_id>/release/", places.release, name="lecturer-slot-release"),
    path("<uuid:tutor_id>/lessons/<uuid:enrolment_id>/", students.recognise, name="lecturer-lessons"),
    path("<uuid:tutor_id>/", students.student, name="lecturer-student"),
]
