"""The quality dossier on paper: every standard with its evidence, its date and its gaps, and what it rests on."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.core import pdf
from tandem.core.pdf import PaperColumn, Section
from tandem.initiatives.models import Initiative
from tandem.initiatives.queries.organisation import organisation_chart
from tandem.initiatives.queries.start import groups_of, points_of
from tandem.initiatives.start.points import ABOUT, NINE
from tandem.quality.queries.standards import evaluations_of, standards_of
from tandem.web.coordinator import form_words
from tandem.web.quality import words
from tandem.web.quality.words import ShownStandard
from tandem.web.start import words as start_words
from tandem.web.start.charts import levels_of
from tandem.web.start.papers import where


def dossier(initiative: Initiative, *, at: datetime) -> bytes:
    """Return the dossier of an initiative, as it stands at this moment."""
    found = [words.standard(n, each, initiative) for n, each in enumerate(standards_of(initiative, at=at), start=1)]
    return pdf.report(
        list(_sections(initiative, found, at)),
        title=_("Kwaliteitsdossier van %(name)s") % {"name": initiative.name},
        at=at,
        intro=[
            _("%(organiser)s, %(form)s, van %(first)s tot en met %(last)s.")
            % {
                "organiser": initiative.organiser.name,
                "form": initiative.get_form_display(),
                "first": _day(initiative.starts_date),
                "last": _day(initiative.ends_date),
            },
            _("Dit komt uit wat Tandem bewaart. Er is geen score: elke standaard heeft een stand en een datum."),
        ],
        footer=initiative.organiser.name,
    )


def _sections(initiative: Initiative, found: list[ShownStandard], at: datetime) -> Iterator[Section]:
    yield from _standards(found)
    yield from _goals(initiative)
    yield from _deviations(initiative)
    yield _agreements(initiative)
    yield from _evaluations(initiative)
    yield from _people(initiative, at)


def _standards(found: list[ShownStandard]) -> Iterator[Section]:
    yield Section(
        _("De zes standaarden"),
        [
            PaperColumn("", "short"),
            PaperColumn(_("Standaard")),
            PaperColumn(_("Stand"), "short"),
            PaperColumn(_("Laatst aangevuld"), "short"),
        ],
        [(str(each.number), each.title, each.state, _day(each.on) if each.on else "–") for each in found],
    )
    for each in found:
        rows = [(_("er is"), text) for text in each.evidence] + [(_("nog niet"), gap.text) for gap in each.gaps]
        yield Section(
            f"{each.number}. {each.title}", [PaperColumn(_("Wat"), "short"), PaperColumn(_("Bewijs uit Tandem"))], rows
        )


def _goals(initiative: Initiative) -> Iterator[Section]:
    yield Section(
        _("Doelen, zonder rangorde"),
        [PaperColumn(_("Groep"), "short"), PaperColumn(_("Doelen"))],
        [
            (group.group.label, "; ".join(sorted(map(start_words.goal, group.goals))) or _("geen"))
            for group in groups_of(initiative)
        ],
    )


def _deviations(initiative: Initiative) -> Iterator[Section]:
    """Say where an initiative does otherwise than its form, and why: shown, never held against it (R-NEV-26)."""
    found = form_words.deviations(initiative)
    if found:
        rows = [(_("wijkt af"), text) for text in found]
        rows.append((_("waarom"), initiative.deviation_reason or _("nog niet opgeschreven")))
        yield Section(_("Waar het initiatief van zijn vorm afwijkt"), [PaperColumn("", "short"), PaperColumn("")], rows)


def _agreements(initiative: Initiative) -> Section:
    rows = [
        (
            ABOUT[stand.point].question,
            " ".join(filter(None, [stand.answer.text, where(stand.answer)])) if stand.answer else "–",
            _day(stand.answer.agreed_date) if stand.answer and stand.answer.agreed_date else _("open"),
        )
        for stand in points_of(initiative)
        if stand.point in NINE
    ]
    return Section(
        _("De negen afspraken"),
        [PaperColumn(_("Waarover")), PaperColumn(_("Afspraak")), PaperColumn(_("Afgesproken op"), "short")],
        rows,
    )


def _evaluations(initiative: Initiative) -> Iterator[Section]:
    rows = [
        (
            _day(row.held_date),
            _("%(n)d notities van %(first)s tot en met %(last)s")
            % {"n": row.notes, "first": _day(row.from_date), "last": _day(row.to_date)},
            row.seen,
            row.next_steps,
        )
        for row in evaluations_of(initiative)
    ]
    if rows:
        labels = (_("Wanneer"), _("Gebruikte notities"), _("Wat gezien is"), _("Wat ermee gebeurt"))
        yield Section(_("Terugkijken"), [PaperColumn(label) for label in labels], rows)


def _people(initiative: Initiative, at: datetime) -> Iterator[Section]:
    levels = levels_of(organisation_chart(initiative, on=at.date()))
    yield Section(
        _("Wie doet wat"),
        [PaperColumn(_("Waar")), PaperColumn(_("Rol")), PaperColumn(_("Wie")), PaperColumn(_("Vervanging"))],
        [
            (level.name, seat.role, seat.name or _("nog niemand"), seat.deputies or "–")
            for level in levels
            for seat in level.seats
        ],
    )


def _day(day: object) -> str:
    assert isinstance(day, date)
    return date_format(day, "j F Y")
