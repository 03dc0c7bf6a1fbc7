from django.urls import path

from tandem.web.lecturer import placements, students

urlpatterns = [
    path("", students.student_list, name="lecturer-home"),
    path("placements/", placements.placement_list, name="lecturer-placements"),
    path("placements/new/", placements.place, name="lecturer-place"),
    path("placements/<uuid:enrolment_id>/", placements.placement, name="lecturer-placement"),
    path("placements/<uuid:enrolment_id>/evidence.pdf", placements.evidence, name="lecturer-evidence"),
    path("<uuid:tutor_id>/", students.student, name="lecturer-student"),
]
