"""What school and programme expect of each other: each writes its own side, and what differs shows."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.initiatives.actions.together import say_expectations
from tandem.initiatives.queries.together import pairs_of
from tandem.initiatives.together.expectations import TOPICS, Pair, Said, Side, Topic, Whose
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.together.shared import READ, partnership, render_together


class SideForm(forms.Form):
    """Every point twice: who sees to it, and in one's own words how."""

    def __init__(self, data: Any = None, *, pairs: list[Pair], side: Side) -> None:
        super().__init__(data)
        for pair in pairs:
            said = pair.school if side == Side.SCHOOL else pair.programme
            self.fields[f"{pair.topic.key}-whose"] = forms.ChoiceField(
                label=str(pair.topic.question),
                choices=[("", _("nog te bespreken")), *Whose.choices],
                initial=said.whose if said else "",
                required=False,
                help_text=str(pair.topic.example),
            )
            self.fields[f"{pair.topic.key}-words"] = forms.CharField(
                label=gettext_lazy("In uw woorden"),
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=said.words if said else "",
                max_length=1000,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        for topic in TOPICS:
            if self.cleaned_data.get(f"{topic.key}-words") and not self.cleaned_data.get(f"{topic.key}-whose"):
                self.add_error(f"{topic.key}-whose", _("Kies ook wie ervoor zorgt."))
        return self.cleaned_data

    @property
    def topics(self) -> Iterator[tuple[Topic, BoundField, BoundField]]:
        for topic in TOPICS:
            yield topic, self[f"{topic.key}-whose"], self[f"{topic.key}-words"]

    @property
    def said(self) -> Mapping[str, Said | None]:
        given = self.cleaned_data
        return {
            topic.key: Said(Whose(whose), given[f"{topic.key}-words"].strip())
            if (whose := given[f"{topic.key}-whose"])
            else None
            for topic in TOPICS
        }


@requires(*READ)
@require_safe
def expectations(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id)
    pairs = pairs_of(found.initiative, found.site)
    context = {
        "pairs": pairs,
        "differing": sum(pair.differs for pair in pairs),
        "open": sum(pair.open for pair in pairs),
    }
    return render_together(request, found, "together/expectations.html", context)


@requires(Permission.SCHOOL_MANAGE, Permission.PROGRAMME_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    """Let each side write its own answers, and only those."""
    found = partnership(request, initiative_id, site_id)
    side = found.side
    if side is None:
        return redirect("together-expectations", found.initiative.pk, found.site.pk)
    form = SideForm(request.POST or None, pairs=pairs_of(found.initiative, found.site), side=side)
    if request.method == "POST" and form.is_valid():
        say_expectations(
            initiative=found.initiative,
            site=found.site,
            side=side,
            said=dict(form.said),
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Bewaard. De andere kant ziet het naast haar eigen antwoord."))
        return redirect("together-expectations", found.initiative.pk, found.site.pk)
    return render_together(request, found, "together/expectations_answer.html", {"form": form, "side": side.label})


@requires(*READ)
@require_safe
def paper(request: Request, initiative_id: uuid.UUID, site_id: uuid.UUID) -> HttpResponse:
    found = partnership(request, initiative_id, site_id)
    columns = [pdf.PaperColumn(label) for label in (_("Punt"), _("De school"), _("Het programma"), _("Zelfde?"))]
    rows = [
        (str(pair.topic.question), _written(pair.school), _written(pair.programme), _same(pair))
        for pair in pairs_of(found.initiative, found.site)
    ]
    content = pdf.report(
        [pdf.Section(columns=columns, rows=rows)],
        title=_("Wat we van elkaar verwachten: %(school)s") % {"school": found.site.name},
        intro=[found.initiative.name],
        at=timezone.now(),
    )
    return downloads.pdf(content, name=_("Verwachtingen %(school)s") % {"school": found.site.name})


def _written(said: Said | None) -> str:
    if said is None:
        return _("nog niet gezegd")
    return f"{said.whose.label}. {said.words}".strip()


def _same(pair: Pair) -> str:
    if pair.open:
        return "–"
    return _("anders") if pair.differs else _("zelfde")
