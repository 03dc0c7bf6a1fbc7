"""Thanks and evidence on paper: certificates, evidence for credits, sheets and nominative lists of allowances.

All figures come from what tutors wrote after their sessions, and nobody enters hours again (R-NEV-25).
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.core import pdf, workbooks
from tandem.initiatives.enums import Came, GatheringKind
from tandem.initiatives.models import GatheringAttendance, Initiative, Placement
from tandem.logbook.queries.hours import HourLine, total_minutes
from tandem.logbook.queries.recognition import AllowanceYear, Done
from tandem.people.allowances import Allowance
from tandem.people.credits import CreditRule, hours_of
from tandem.people.enums import Country
from tandem.people.models import Tutor


def as_hours(minutes: int) -> str:
    """Return "12 uur" or "12 uur 30 minuten"."""
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("%(hours)d uur") % {"hours": hours}
    return _("%(hours)d uur %(minutes)d minuten") % {"hours": hours, "minutes": rest}


def euro(amount: Decimal) -> str:
    return f"€\N{NO-BREAK SPACE}{localize(amount)}"


def certificate(
    tutor: Tutor,
    initiative: Initiative,
    done: Done,
    attended: Sequence[GatheringAttendance],
    *,
    signed_by: str,
    at: datetime,
) -> bytes:
    """Return the certificate of a tutor: what they did and learned, never what a child reached (R-NEV-04)."""
    name = tutor.person.full_name
    lines = [
        _("werkte als tutor mee aan %(initiative)s van %(organiser)s.")
        % {"initiative": initiative.name, "organiser": initiative.organiser.name},
        ngettext("%(count)d sessie, samen %(hours)s.", "%(count)d sessies, samen %(hours)s.", done.sessions)
        % {"count": done.sessions, "hours": as_hours(done.minutes)},
    ]
    if done.first and done.last:
        period = {"first": date_format(done.first, "j F Y"), "last": date_format(done.last, "j F Y")}
        lines.append(_("Van %(first)s tot en met %(last)s.") % period)
    return pdf.certificate(
        title=_("Getuigschrift"),
        name=name,
        lines=lines,
        learned_title=_("Gevolgde vorming en intervisie"),
        learned=[_learned(row) for row in attended],
        signature=signed_by,
        notes=[_("De uren volgen uit wat de tutor na elke sessie schreef.")],
        at=at,
    )


def _learned(row: GatheringAttendance) -> str:
    gathering = row.gathering
    what = gathering.get_strand_display() if gathering.strand else gathering.get_kind_display()
    facts = {"title": gathering.title, "what": what, "day": date_format(gathering.starts_at, "j F Y")}
    if row.came == Came.EXEMPT:
        return _("%(title)s (%(what)s): kon dit al") % facts
    return _("%(title)s (%(what)s), %(day)s, %(hours)s") % {**facts, "hours": as_hours(gathering.minutes)}


def credit_evidence(
    tutor: Tutor,
    placement: Placement,
    lines: Sequence[HourLine],
    attended: Sequence[GatheringAttendance],
    *,
    rule: CreditRule,
    at: datetime,
) -> bytes:
    """Return the evidence for awarding credits: tutored, learned, and what they stand for."""
    enrolment = placement.enrolment
    tutored = total_minutes(lines)
    learned = sum(row.gathering.minutes for row in attended if row.came == Came.PRESENT)
    lecturer = enrolment.lecturer.full_name if enrolment.lecturer else _("Begeleidende docent")
    return pdf.hours_sheet(
        title=_("Bewijs voor studiepunten: %(name)s") % {"name": tutor.person.full_name},
        intro=[
            f"{placement.course}, {tutor.organisation.name}",
            f"{enrolment.initiative.name}, {_('verplicht') if placement.is_mandatory else _('gekozen')}",
        ],
        columns=[
            pdf.PaperColumn(_("Dag")),
            pdf.PaperColumn(_("Wat")),
            pdf.PaperColumn(_("Waar")),
            pdf.PaperColumn(_("Minuten"), "number"),
        ],
        rows=[
            *[[date_format(line.day, "j b Y"), _what(line), line.site, str(line.minutes)] for line in lines],
            *[_learned_line(row) for row in attended],
        ],
        total=[_("Samen"), "", "", str(tutored + learned)],
        signatures=[tutor.person.full_name, lecturer],
        notes=_credit_notes(placement, rule, tutored),
        at=at,
    )


def _learned_line(row: GatheringAttendance) -> list[str]:
    gathering = row.gathering
    minutes = str(gathering.minutes) if row.came == Came.PRESENT else _("vrijgesteld")
    what = f"{gathering.get_kind_display()}: {gathering.title}"
    return [date_format(gathering.starts_at, "j b Y"), what, gathering.place, minutes]


def _credit_notes(placement: Placement, rule: CreditRule, tutored: int) -> list[str]:
    least, most = hours_of(placement.ects, rule)
    span = f"{least.normalize():f}" if least == most else f"{least.normalize():f}–{most.normalize():f}"
    notes = [
        _("%(ects)s studiepunten staan voor %(span)s uur werk van alle soorten. Bron: %(source)s")
        % {"ects": localize(placement.ects), "span": span, "source": rule.source},
        _("Of de studiepunten worden toegekend, beslist de opleiding. Voorbereiding en verslag staan hier niet in."),
    ]
    if placement.required_minutes:
        hours = {"asked": as_hours(placement.required_minutes), "done": as_hours(tutored)}
        notes.insert(0, _("De opleiding vraagt %(asked)s tutoring; gedaan: %(done)s.") % hours)
    return notes


def _what(line: HourLine) -> str:
    return _("%(subject)s (voor niets gekomen)") % {"subject": line.subject} if line.in_vain else line.subject


def limits_in_words(allowance: Allowance | None, *, country: Country, year: int) -> str:
    """Return what the law allows in a year, with its source; of a year that is not known, that it is not."""
    if allowance is None:
        return _("Van %(year)d zijn de maxima voor %(country)s nog niet bekend in Tandem: kijk ze zelf na.") % {
            "year": year,
            "country": country.label,
        }
    most = [
        _("%(amount)s per dag") % {"amount": euro(allowance.day_most)} if allowance.day_most else "",
        _("%(amount)s per maand") % {"amount": euro(allowance.month_most)} if allowance.month_most else "",
        _("%(amount)s per jaar") % {"amount": euro(allowance.year_most)},
    ]
    said = _("%(country)s, %(year)d: hoogstens %(most)s. Bron: %(source)s, gelezen op %(day)s.") % {
        "country": country.label,
        "year": year,
        "most": ", ".join(each for each in most if each),
        "source": allowance.source,
        "day": date_format(allowance.read_date, "j F Y"),
    }
    if allowance.hour and allowance.hour_young:
        said += " " + _("Per uur rekent de fiscus met %(hour)s, en onder 21 jaar met %(young)s.") % {
            "hour": euro(allowance.hour),
            "young": euro(allowance.hour_young),
        }
    return said


OVER = {
    "day": lambda: _("meer dan het dagmaximum"),
    "month": lambda: _("meer dan het maandmaximum"),
    "year": lambda: _("meer dan het jaarmaximum"),
}


def remark(found: AllowanceYear) -> str:
    """Return in words whether somebody is within the law, as far as known."""
    if found.allowance is None:
        return _("maxima niet bekend")
    return ", ".join(OVER[name]() for name in found.over) or _("binnen de maxima")


def allowance_sheet(found: AllowanceYear, *, year: int, organiser: str, paid: bool, at: datetime) -> bytes:
    """Return one tutor's sheet of a calendar year, to sign: each day and its amount, and the most the law allows."""
    notes = [_("De uren volgen uit wat de tutor na elke sessie schreef.")]
    if not paid:
        notes += [
            limits_in_words(found.allowance, country=found.country, year=year),
            _("Dit telt wat %(organiser)s gaf. Wie ook elders een vergoeding krijgt, telt alles zelf samen.")
            % {"organiser": organiser},
            remark(found).capitalize() + ".",
        ]
    return pdf.hours_sheet(
        title=_("Vergoedingen %(year)d: %(name)s") % {"year": year, "name": found.name},
        intro=[organiser, found.country.label],
        columns=[
            pdf.PaperColumn(_("Dag")),
            pdf.PaperColumn(_("Initiatief")),
            pdf.PaperColumn(_("Minuten"), "number"),
            pdf.PaperColumn(_("Bedrag"), "number"),
        ],
        rows=[
            [date_format(row.day, "j b Y"), row.initiative, str(row.minutes), euro(row.amount)] for row in found.days
        ],
        total=[_("Samen"), "", str(sum(row.minutes for row in found.days)), euro(found.total)],
        signatures=[found.name, organiser],
        notes=notes,
        at=at,
    )


def nominative_list(found: Sequence[AllowanceYear], *, year: int, title: str, at: datetime) -> bytes:
    """Return the nominative list of a calendar year as Excel: each name, day and amount, and the totals by name."""
    sheets = [_days_sheet(found, title=title), _totals_sheet(found), _limits_sheet(found, year=year)]
    return workbooks.workbook(sheets, title=title, at=at)


def _days_sheet(found: Sequence[AllowanceYear], *, title: str) -> workbooks.Sheet:
    columns = [
        workbooks.SheetColumn(_("Naam")),
        workbooks.SheetColumn(_("Dag"), "date"),
        workbooks.SheetColumn(_("Land")),
        workbooks.SheetColumn(_("Initiatief")),
        workbooks.SheetColumn(_("Minuten"), "whole"),
        workbooks.SheetColumn(_("Bedrag (€)"), "decimal"),
    ]
    return workbooks.Sheet(
        _("Nominatieve lijst"),
        columns,
        [
            [row.name, row.day, row.country.label, row.initiative, row.minutes, row.amount]
            for each in found
            for row in each.days
        ],
        title=title,
    )


def _totals_sheet(found: Sequence[AllowanceYear]) -> workbooks.Sheet:
    columns = [
        workbooks.SheetColumn(_("Naam")),
        workbooks.SheetColumn(_("Land")),
        workbooks.SheetColumn(_("Dagen"), "whole"),
        workbooks.SheetColumn(_("Samen (€)"), "decimal"),
        workbooks.SheetColumn(_("Jaarmaximum (€)"), "decimal"),
        workbooks.SheetColumn(_("Nog over (€)"), "decimal"),
        workbooks.SheetColumn(_("Opmerking")),
    ]
    return workbooks.Sheet(
        _("Per persoon"),
        columns,
        [
            [
                each.name,
                each.country.label,
                len({row.day for row in each.days}),
                each.total,
                each.allowance.year_most if each.allowance else None,
                each.left,
                remark(each),
            ]
            for each in found
        ],
    )


def _limits_sheet(found: Sequence[AllowanceYear], *, year: int) -> workbooks.Sheet:
    law = {each.country: each.allowance for each in found}
    rows = [[limits_in_words(law[country], country=country, year=year)] for country in sorted(law)]
    return workbooks.Sheet(_("Maxima"), [workbooks.SheetColumn(_("Wat de wet toelaat"), width=110)], rows)


def training_attended(rows: Sequence[GatheringAttendance], initiative: Initiative) -> list[GatheringAttendance]:
    """Return what of somebody's gatherings was for this initiative, training first."""
    own = [row for row in rows if row.gathering.initiative_id == initiative.pk]
    return sorted(own, key=lambda row: (row.gathering.kind != GatheringKind.TRAINING, row.gathering.starts_at))
