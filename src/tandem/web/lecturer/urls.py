from django.urls import path

from tandem.web.lecturer import students

urlpatterns = [
    path("", students.student_list, name="lecturer-home"),
    path("<uuid:tutor_id>/", students.student, name="lecturer-student"),
]
