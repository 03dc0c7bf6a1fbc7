from django.urls import path

from tandem.web.school import answers, bells, classes, days, feeds, frames, home, pupils, rooms, sites, today, week

urlpatterns = [
    path("", home.home, name="school-home"),
    path("today/", today.class_today, name="school-class-today"),
    path("classes/", classes.class_list, name="school-classes"),
    path("classes/<uuid:class_id>/", answers.answers, name="school-class-answers"),
    path("classes/<uuid:class_id>/paper/", answers.answers_paper, name="school-class-answers-paper"),
    path("classes/<uuid:class_id>/week/", week.paint, name="school-class-week"),
    path("classes/<uuid:class_id>/frame/", frames.frame, name="school-class-frame"),
    path("classes/<uuid:class_id>/frame/repeat/", frames.repeat, name="school-class-frame-repeat"),
    path("classes/<uuid:class_id>/teachers/", classes.teachers, name="school-class-teachers"),
    path(
        "classes/<uuid:class_id>/teachers/<uuid:teacher_id>/remove/",
        classes.remove_teacher,
        name="school-class-teacher-remove",
    ),
    path("pupils/", pupils.pupil_list, name="school-pupils"),
    path("pupils/<uuid:pupil_id>/", pupils.pupil, name="school-pupil"),
    path("sites/", sites.site_list, name="school-sites"),
    path("sites/<uuid:site_id>/", sites.edit_site, name="school-site"),
    path("sites/<uuid:site_id>/calendar/", feeds.site_calendar, name="school-site-calendar"),
    path("sites/<uuid:site_id>/calendar/renew/", feeds.renew_site_calendar, name="school-renew-site-calendar"),
    path("rooms/", rooms.room_list, name="school-rooms"),
    path("rooms/<uuid:room_id>/usable/", rooms.set_usable, name="school-room-usable"),
    path("rooms/<uuid:room_id>/week/", rooms.room_week, name="school-room-week"),
    path("hours/", bells.bell_list, name="school-bells"),
    path("hours/add/", bells.add_bell, name="school-bell-add"),
    path("hours/<uuid:bell_id>/", bells.edit_bell, name="school-bell"),
    path("hours/<uuid:bell_id>/remove/", bells.remove_bell, name="school-bell-remove"),
    path("days/", days.day_list, name="school-days"),
    path("days/closures/<uuid:closure_id>/remove/", days.remove_closure, name="school-closure-remove"),
    path("days/away/<uuid:suspension_id>/remove/", days.remove_suspension, name="school-suspension-remove"),
]
