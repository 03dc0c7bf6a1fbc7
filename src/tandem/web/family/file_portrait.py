"""What a pupil tells about themselves: only what they want, to whom they want."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.logbook.actions import portraits
from tandem.logbook.enums import PortraitTopic, ShownTo
from tandem.logbook.queries.file import portraits_of
from tandem.web.access import Request
from tandem.web.family.file_forms import PortraitForm
from tandem.web.family.own_file import pupil_of, render_file
from tandem.web.file_address import file_address


@require_http_methods(["GET", "HEAD", "POST"])
def portrait(request: Request, pupil_id: uuid.UUID | None) -> HttpResponse:
    pupil = pupil_of(request, pupil_id)
    told = {row.topic: {"text": row.text, "shown_to": row.shown_to} for row in portraits_of(pupil)}
    forms = [PortraitForm(request.POST or None, topic=topic, initial=told.get(topic, {})) for topic in PortraitTopic]
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        for form in forms:
            portraits.tell(
                pupil=pupil,
                topic=form.topic,
                text=form.cleaned_data["text"],
                shown_to=ShownTo(form.cleaned_data["shown_to"]),
                by=request.user,
                at=timezone.now(),
            )
        messages.success(request, _("Bewaard."))
        return redirect(file_address(pupil_id))
    return render_file(request, pupil, pupil_id, "portrait.html", {"forms": forms})
