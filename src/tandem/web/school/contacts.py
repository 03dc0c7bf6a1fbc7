"""Speaking with a family: written down starting with what goes well (R-NEV-07)."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.initiatives.queries.requests import talks_with_family
from tandem.logbook.actions.family_contacts import ContactNotPossible, Talk, record_contact
from tandem.web.access import Request, requires
from tandem.web.school.file_forms import ContactForm
from tandem.web.school.files import family_of, own_pupil


@requires(Permission.CLASS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    pupil = own_pupil(request, pupil_id)
    family = family_of(pupil)
    form = ContactForm(request.POST or None, family=family, initial={"on_date": timezone.localdate()})
    if form.is_valid():
        try:
            record_contact(pupil=pupil, talk=Talk(**form.contact), by=request.user, at=timezone.now())
        except ContactNotPossible:
            form.add_error("on_date", _("Een gesprek schrijft u op nadat het er was."))
        else:
            messages.success(request, _("Opgeschreven. Thuis kunnen ze het nalezen."))
            return redirect("school-pupil", pupil_id=pupil.pk)
    context = {"pupil": pupil, "name": pupil.person.given_name, "form": form, "family": family}
    context["talks"] = talks_with_family(pupil)
    return render(request, "school/contact.html", context)
