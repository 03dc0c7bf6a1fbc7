"""Papers of a start: the form on which a group writes what it expects, and the minutes of a meeting."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tandem.core import pdf
from tandem.core.pdf import PaperColumn, Section
from tandem.initiatives.enums import PartnerGroup
from tandem.initiatives.models import Consultation, Initiative, Written
from tandem.initiatives.queries.start import decisions_of, groups_of, points_of, question_contacts_of
from tandem.initiatives.start.points import ABOUT
from tandem.web.family import consultation
from tandem.web.family.language import spoken
from tandem.web.start import words


def expectations_form(initiative: Initiative, group: PartnerGroup, *, at: datetime, language: str = "") -> bytes:
    """Return one page to fill in by hand, or to read aloud and note down; for parents in a language they read."""
    with translation.override(spoken(language) if language else translation.get_language()):
        for_parents = group == PartnerGroup.PARENTS
        return pdf.form_to_fill_in(
            consultation.questions(),
            title=consultation.title() if for_parents else _("Verwachtingen van %(group)s") % {"group": group.called},
            at=at,
            intro=[initiative.name, consultation.intro()],
            footer=initiative.organiser.name,
        )


def minutes(meeting: Consultation, *, at: datetime) -> bytes:
    """Return the minutes: who was there, what each group expects, what was chosen, agreed and decided."""
    initiative = meeting.initiative
    present = ", ".join(str(PartnerGroup(group).label) for group in meeting.groups)
    intro = [_("%(day)s. Er was iemand van: %(groups)s.") % {"day": _day(meeting.held_date), "groups": present}]
    return pdf.report(
        list(_sections(initiative)),
        title=_("Overleg over %(name)s") % {"name": initiative.name},
        at=at,
        intro=[
            *intro,
            *([_("Aanwezig: %(names)s.") % {"names": meeting.present}] if meeting.present else []),
            *meeting.remarks.splitlines(),
        ],
        footer=initiative.organiser.name,
    )


def _sections(initiative: Initiative) -> Iterator[Section]:
    groups = groups_of(initiative)
    said = [
        (group.group.label, row.said_by, row.expects or where(row), row.offers)
        for group in groups
        for row in group.expectations
    ]
    yield Section(
        _("Wat ieder verwacht en zelf doet"),
        _columns(_("Groep"), _("Wie sprak"), _("Verwacht"), _("Doet zelf"), short=[0]),
        said,
    )
    yield Section(
        _("Doelen, zonder rangorde"),
        _columns(_("Groep"), _("Doelen"), short=[0]),
        [(group.group.label, "; ".join(sorted(map(words.goal, group.goals))) or _("geen")) for group in groups],
    )
    yield Section(
        _("Afspraken"),
        _columns(_("Waarover"), _("Afspraak"), _("Stand"), short=[2]),
        [
            (ABOUT[stand.point].question, _answer(initiative, stand.answer), _stand(stand.answer))
            for stand in points_of(initiative)
        ],
    )
    contacts = question_contacts_of(initiative)
    if contacts:
        rows = [(group.label, row.who, row.reach) for group, row in contacts.items()]
        yield Section(_("Bij wie u terechtkunt"), _columns(_("Groep"), _("Wie"), _("Hoe"), short=[0]), rows)
    decided = [
        (row.subject, row.plain, _day(row.decided_date) if row.decided_date else _("voorstel"))
        for row in decisions_of(initiative)
    ]
    if decided:
        yield Section(
            _("Beslissingen en voorstellen"),
            _columns(_("Waarover"), _("In gewone woorden"), _("Wanneer"), short=[2]),
            decided,
        )


def where(row: Written) -> str:
    """Say in which document something stands."""
    if not row.document:
        return ""
    if not row.page:
        return _("zie %(document)s") % {"document": row.document}
    return _("zie %(document)s, bladzijde %(page)s") % {"document": row.document, "page": row.page}


def _answer(initiative: Initiative, answer: Written | None) -> str:
    if answer is None:
        return ""
    text: str = getattr(answer, "text", "")
    return ". ".join(filter(None, [text.rstrip("."), where(answer)])) or _("zie de lijst in dit verslag")


def _stand(answer: Written | None) -> str:
    if answer is None:
        return _("open")
    if answer.from_last_year:
        return _("van vorig jaar, nog te bevestigen")
    return str(answer.get_state_display())  # type: ignore[attr-defined]  # Django adds it to a field with choices


def _columns(*labels: str, short: Sequence[int] = ()) -> list[PaperColumn]:
    """Return columns with these labels; those in `short` take no more room than they need."""
    return [PaperColumn(label, "short" if number in short else "text") for number, label in enumerate(labels)]


def _day(day: object) -> str:
    return date_format(day, "j F Y")  # type: ignore[arg-type]  # a day
