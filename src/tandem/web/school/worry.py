"""*Ik maak me zorgen*, for whoever works with the children of a school."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives.places import places_of_school
from tandem.people.queries import pupils_visible_to
from tandem.safeguarding.routing import Place
from tandem.web.access import Request, requires
from tandem.web.signals import sending


@requires(Permission.CLASS_READ)
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def worry(request: Request) -> HttpResponse:
    today = timezone.localdate()
    pupils = {
        pupil.pk: (pupil, pupil.person.full_name)
        for pupil in pupils_visible_to(request.user, on=today).filter(requests__isnull=False).distinct()
    }
    places = [Place(initiative, site) for initiative, site in places_of_school(request.user, on=today)]
    regions = frozenset(place.site.organisation.region for place in places)
    known = sending.Known(places, pupils, regions)
    return sending.page(
        request, known, template="school/worry.html", again=lambda: reverse("school-worry") + "#verstuurd"
    )
