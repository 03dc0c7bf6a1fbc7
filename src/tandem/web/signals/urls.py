from django.urls import path

from tandem.web.signals import pausing, receiving

urlpatterns = [
    path("", receiving.received_list, name="signals"),
    path("days/", receiving.days, name="signal-days"),
    path("days/week/", receiving.set_days, name="signal-days-set"),
    path("days/off/", receiving.add_days_off, name="signal-days-off"),
    path("days/off/<uuid:day_off_id>/remove/", receiving.remove_days_off, name="signal-days-off-remove"),
    path("<uuid:signal_id>/", receiving.signal, name="signal"),
    path("<uuid:signal_id>/read/", receiving.read, name="signal-read"),
    path("<uuid:signal_id>/step/", receiving.follow_up, name="signal-step"),
    path("<uuid:signal_id>/close/", receiving.close, name="signal-close"),
    path("pause/", pausing.choose, name="pause-choose"),
    path("pause/<uuid:team_id>/", pausing.pause, name="pause"),
    path("paused/", pausing.to_decide, name="pauses"),
    path("paused/<uuid:pause_id>/resume/", pausing.resume, name="pause-resume"),
    path("paused/<uuid:pause_id>/end/", pausing.end, name="pause-end"),
]
