"""Every address, by audience."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("tandem.web.account.urls")),
    path("", include("tandem.web.public.urls")),
    path("", include("tandem.web.quality.urls")),
    path("coordinator/", include("tandem.web.coordinator.urls")),
    path("tutor/", include("tandem.web.tutor.urls")),
    path("school/", include("tandem.web.school.urls")),
    path("signals/", include("tandem.web.signals.urls")),
    path("visits/", include("tandem.web.visits.urls")),
    path("asked/", include("tandem.web.asked.urls")),
    path("people/", include("tandem.web.people.urls")),
    path("lecturer/", include("tandem.web.lecturer.urls")),
    path("partner/", include("tandem.web.partner.urls")),
    path("together/", include("tandem.web.together.urls")),
    path("privacy/", include("tandem.web.privacy.urls")),
    path("family/", include("tandem.web.family.urls")),
    path("pupil/", include("tandem.web.pupil.urls")),
]
handler403 = "tandem.web.errors.forbidden"
handler404 = "tandem.web.errors.not_found"
handler500 = "tandem.web.errors.server_error"
