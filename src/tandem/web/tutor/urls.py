from django.urls import path

from tandem.web.tutor import absence, availability, calendar, hours, log, pupil, role, today, worker, worry

urlpatterns = [
    path("", today.today, name="tutor-home"),
    path("week/", today.week, name="tutor-week"),
    path("sessie/<uuid:pk>/", log.log, name="tutor-log"),
    path("sessie/<uuid:pk>/kan-niet/", absence.cannot_come, name="tutor-cannot-come"),
    path("sessie/<uuid:pk>/kan-toch/", absence.come_after_all, name="tutor-come-after-all"),
    path("leerling/<uuid:pupil_id>/", pupil.pupil, name="tutor-pupil"),
    path("leerling/<uuid:pupil_id>/<uuid:pk>/opbergen/", pupil.put_away, name="tutor-pupil-put-away"),
    path("rol/", role.role, name="tutor-role"),
    path("zorgen/", worry.worry, name="tutor-worry"),
    path("uren/", hours.hours, name="tutor-hours"),
    path("uren/<int:year>-<int:month>.pdf", hours.sheet, name="tutor-hours-pdf"),
    path("uren/<int:year>-<int:month>.xlsx", hours.workbook, name="tutor-hours-excel"),
    path("wanneer/", availability.availability, name="tutor-availability"),
    path("wanneer/agenda/", availability.calendar, name="tutor-own-calendar"),
    path("wanneer/agenda/stoppen/", availability.forget, name="tutor-forget-calendar"),
    path("agenda/", calendar.subscribe, name="tutor-feed"),
    path("agenda/vernieuwen/", calendar.renew, name="tutor-renew-feed"),
    path("werker.js", worker.script, name="tutor-worker"),
]
