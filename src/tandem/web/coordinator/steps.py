"""The one thing to do next, for each initiative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.initiatives.enums import InitiativeStatus
from tandem.initiatives.models import Initiative
from tandem.scheduling.queries.progress import Stand, stands_of
from tandem.web.coordinator.shared import intake_url


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, why, and where."""

    text: str
    why: str
    url: str
    label: str


def first_initiative() -> NextStep:
    return NextStep(
        _("Maak uw eerste initiatief."),
        _("Kies een vorm; Tandem vult de gewone getallen alvast in."),
        reverse("coordinator-initiative-new"),
        _("Initiatief maken"),
    )


def next_steps(initiatives: Sequence[Initiative], *, on: date) -> dict[UUID, NextStep]:
    """Return what each initiative asks next of its coordinator; one that asks nothing is absent."""
    stands = stands_of(initiatives, on=on)
    steps = {initiative.pk: _step(initiative, stands[initiative.pk]) for initiative in initiatives}
    return {pk: step for pk, step in steps.items() if step is not None}


def _step(initiative: Initiative, stand: Stand) -> NextStep | None:
    return _set_up(initiative, stand) or _decide(initiative, stand)


def _set_up(initiative: Initiative, stand: Stand) -> NextStep | None:
    if not stand.sites:
        return NextStep(
            _("Kies waar %(name)s plaatsvindt.") % {"name": initiative.name},
            _("Zonder vestiging kan niemand een plek krijgen."),
            reverse("coordinator-sites", args=[initiative.pk]),
            _("Vestigingen kiezen"),
        )
    if initiative.status == InitiativeStatus.PREPARING:
        return NextStep(
            _("Spreek met de partners af hoe %(name)s begint.") % {"name": initiative.name},
            _("Tandem zegt wat er nog ontbreekt. Daarna kan het initiatief lopen."),
            reverse("coordinator-start", args=[initiative.pk]),
            _("Naar de start"),
        )
    if not stand.requests or not stand.enrolments:
        missing = _("leerlingen") if not stand.requests else _("tutors")
        return NextStep(
            _("Lees een lijst met %(missing)s in voor %(name)s.") % {"missing": missing, "name": initiative.name},
            _("Een gewoon Excelbestand is goed. Eerst ziet u wat er zou veranderen."),
            intake_url(initiative),
            _("Lijst inlezen"),
        )
    return None


def _decide(initiative: Initiative, stand: Stand) -> NextStep | None:
    if stand.busy_run:
        return NextStep(
            _("Tandem maakt een planning voor %(name)s.") % {"name": initiative.name},
            _("U kunt meekijken of iets anders doen."),
            reverse("coordinator-run", args=[stand.busy_run]),
            _("Meekijken"),
        )
    if stand.undecided:
        said = ngettext(
            "%(count)d voorstel wacht op uw beslissing.",
            "%(count)d voorstellen wachten op uw beslissing.",
            stand.undecided,
        )
        return NextStep(
            said % {"count": stand.undecided},
            initiative.name,
            reverse("coordinator-proposal", args=[initiative.pk]),
            _("Beslissen"),
        )
    if stand.ready:
        said = ngettext(
            "%(count)d duo of groepje kan beginnen.", "%(count)d duo's en groepjes kunnen beginnen.", stand.ready
        )
        return NextStep(
            said % {"count": stand.ready},
            initiative.name,
            reverse("coordinator-publish", args=[initiative.pk]),
            _("Publiceren"),
        )
    if stand.to_plan:
        said = ngettext(
            "%(count)d aanvraag heeft nog geen plek.", "%(count)d aanvragen hebben nog geen plek.", stand.to_plan
        )
        return NextStep(
            said % {"count": stand.to_plan},
            _("Laat Tandem zoeken wie wie kan helpen, waar en wanneer, voor %(name)s.") % {"name": initiative.name},
            reverse("coordinator-plan", args=[initiative.pk]),
            _("Planning maken"),
        )
    return None
