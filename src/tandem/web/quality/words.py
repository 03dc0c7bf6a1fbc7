"""Quality standards in sentences: what is there, when, and what would fill a gap."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import StartPoint
from tandem.initiatives.models import Initiative
from tandem.quality.enums import Lacks, Shown, State
from tandem.quality.queries.standards import Answered, Evidence, Gap
from tandem.web.people import words as people_words
from tandem.web.start import words as start_words


@dataclass(frozen=True, slots=True)
class ShownGap:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownStandard:
    """A standard as the page and the dossier tell it."""

    number: int
    title: str
    state: str
    tone: str
    on: object
    evidence: tuple[str, ...]
    gaps: tuple[ShownGap, ...]


_TONES = {State.AGREED: "success", State.DISCUSSED: "warning", State.OPEN: "neutral"}


def standard(number: int, answered: Answered, initiative: Initiative) -> ShownStandard:
    return ShownStandard(
        number=number,
        title=str(answered.standard.label),
        state=str(answered.state.label),
        tone=_TONES[answered.state],
        on=answered.on,
        evidence=tuple(evidence(each) for each in answered.evidence if each.count or each.of),
        gaps=tuple(ShownGap(gap(each), _url(each, initiative)) for each in answered.gaps),
    )


def evidence(each: Evidence) -> str:
    return str(_EVIDENCE[each.shown]) % {"n": each.count, "of": each.of}


def gap(each: Gap) -> str:
    return str(_GAPS[each.lacks]) % {
        "point": each.point.label if each.point else "",
        "site": each.site.name if each.site else _("geen enkele school"),
        "goal": start_words.goal(each.goal) if each.goal else "",
        "role": people_words.role(each.role) if each.role else "",
        "where": each.organisation.name if each.organisation else _("het hele initiatief"),
        "word": each.word,
    }


_EVIDENCE: Mapping[Shown, str | Promise] = {
    Shown.AGREEMENTS: _("%(n)d van de %(of)d afspraken zijn gemaakt."),
    Shown.GROUPS_HEARD: _("%(n)d van de %(of)d partnergroepen zeiden wat ze verwachten."),
    Shown.MEETINGS: _("Overleg van partners, met een verslag: %(n)d keer."),
    Shown.SCHOOLS: _("%(n)d van de %(of)d scholen legden uit waarom ze meedoen."),
    Shown.STRANDS: _("Vorming in %(n)d van de %(of)d lijnen: didactisch, pedagogisch, relationeel."),
    Shown.TRAININGS: _("Vorming gepland of gegeven: %(n)d keer."),
    Shown.COACHING: _("%(n)d van de %(of)d minuten vorming gaan over coachen."),
    Shown.ATTENDED: _("Bij %(n)d van de %(of)d keer was een tutor erbij, of vrijgesteld."),
    Shown.SUPPORT: _("Intervisie of terugkijken, gepland of gehouden: %(n)d keer."),
    Shown.GOALS_SEEN: _("Wat de tutor zelf noteert, kijkt naar %(n)d van de %(of)d doelen."),
    Shown.NOTES: _("Notities van tutors: %(n)d."),
    Shown.EVALUATIONS: _("Samen met de notities teruggekeken: %(n)d keer."),
    Shown.ROLES: _("Bij %(n)d van de %(of)d rollen staat een naam."),
    Shown.DEPUTIES: _("Wie nu een vervanger heeft: %(n)d."),
    Shown.RHYTHM: _("%(n)d van de %(of)d geplande sessies gingen door."),
}
_GAPS: Mapping[Lacks, str | Promise] = {
    Lacks.POINT: _("Nog niet afgesproken: %(point)s."),
    Lacks.SCHOOL: _("Nog geen uitleg waarom ze meedoet: %(site)s."),
    Lacks.STRAND: _("Nog geen vorming die %(word)s is."),
    Lacks.COACHING: _("De vorming gaat nog niet over hoe je coacht."),
    Lacks.SUPPORT: _("Nog geen intervisie of moment om terug te kijken."),
    Lacks.TUTORS_INSTRUMENT: _("Nog geen instrument dat de tutor zelf invult."),
    Lacks.GOAL: _("Naar dit doel kijkt de tutor nog niet: %(goal)s."),
    Lacks.GOALS: _("Er is nog geen doel gekozen."),
    Lacks.NOTES: _("Er zijn nog geen notities: ze komen met de eerste sessies."),
    Lacks.EVALUATION: _("Nog niet met de notities teruggekeken."),
    Lacks.SEAT: _("Nog niemand is %(role)s: %(where)s."),
    Lacks.DEPUTY: _("Nog niemand vervangt wie signalen krijgt."),
}
_PAGES: Mapping[Lacks, str] = {
    Lacks.SCHOOL: "coordinator-start",
    Lacks.STRAND: "coordinator-training",
    Lacks.COACHING: "coordinator-training",
    Lacks.SUPPORT: "coordinator-training",
    Lacks.NOTES: "coordinator-publish",
    Lacks.SEAT: "coordinator-people",
    Lacks.DEPUTY: "coordinator-initiative-edit",
}
_PARTS: Mapping[Lacks, StartPoint] = {
    Lacks.GOAL: StartPoint.INSTRUMENTS,
    Lacks.TUTORS_INSTRUMENT: StartPoint.INSTRUMENTS,
    Lacks.GOALS: StartPoint.GOALS,
}


def _url(each: Gap, initiative: Initiative) -> str:
    """Return where a gap is filled; nothing when that is on the page itself."""
    if each.site:
        return reverse("together-justification", args=[initiative.pk, each.site.pk])
    part = each.point or _PARTS.get(each.lacks)
    if part:
        return reverse("coordinator-start-part", args=[initiative.pk, part])
    page = _PAGES.get(each.lacks)
    return reverse(page, args=[initiative.pk]) if page else ""
