"""Certificates, evidence and allowances from the log alone, with the legal maxima beside them (R-NEV-25)."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pypdf
import pytest

from tandem.initiatives.enums import EngagementForm, Per
from tandem.initiatives.models import Engagement, Initiative
from tandem.initiatives.queries.training import attended_by
from tandem.logbook import recognition
from tandem.logbook.queries.hours import hours_of
from tandem.logbook.queries.recognition import AllowanceYear, Done, allowance_years, done_by, worked_days
from tandem.people.credits import credit_rule
from tandem.people.enums import Country, Region, TutorKind
from tests.factories.logbook import LogEntryFactory, TutorPresenceFactory
from tests.factories.tutors import EngagementFactory, GatheringAttendanceFactory, GatheringFactory, PlacementFactory
from tests.factories.worlds import MONDAY, World, pair_world, session_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 31, 12, tzinfo=UTC)


def world_of(kind: TutorKind = TutorKind.VOLUNTEER, region: Region = Region.BE_FLANDERS, **engaged: object) -> World:
    world = pair_world()
    world.tutor.kind = kind
    world.tutor.save()
    organisation = world.site.organisation
    organisation.region = region
    organisation.save()
    EngagementFactory(enrolment=world.team.enrolment, **engaged)
    return world


def works(world: World, *, days: int, minutes: int = 60, every: int = 1, hour: int = 0) -> None:
    """Let the tutor log a session on so many days, each so many days after the other."""
    for number in range(days):
        session = session_of(world.team, starts_at=MONDAY + timedelta(days=every * number, hours=3 + hour))
        entry = LogEntryFactory(session=session, minutes=minutes)
        TutorPresenceFactory(log_entry=entry, tutor=world.tutor)


def year_of(world: World, year: int = 2026, form: EngagementForm = EngagementForm.VOLUNTEER) -> list[AllowanceYear]:
    return allowance_years(worked_days(Initiative.objects.all(), year=year, form=form), year=year)


def test_an_allowance_per_day_is_given_once_a_day_whatever_the_sessions():
    world = world_of(amount=Decimal("20.00"))
    works(world, days=2)
    works(world, days=1, hour=2)

    [found] = year_of(world)

    assert [(row.day, row.minutes, row.amount) for row in found.days] == [
        (date(2026, 9, 7), 120, Decimal("20.00")),
        (date(2026, 9, 8), 60, Decimal("20.00")),
    ]
    assert (found.total, found.left, found.over) == (Decimal("40.00"), Decimal("1720.83"), ())


def test_an_allowance_per_hour_follows_the_minutes_of_the_log():
    world = world_of(region=Region.NL_SOUTH, amount=Decimal("5.75"), per=Per.HOUR)
    works(world, days=1, minutes=50)

    [found] = year_of(world)

    assert (found.country, found.total) == (Country.NL, Decimal("4.79"))


def test_belgium_more_than_the_day_allows_is_said():
    world = world_of(amount=Decimal("44.03"))
    works(world, days=1)

    assert [found.over for found in year_of(world)] == [("day",)]


def test_belgium_more_than_the_year_allows_is_said():
    world = world_of(amount=Decimal("44.02"))
    works(world, days=41)

    [found] = year_of(world)

    assert (found.total, found.over) == (Decimal("1804.82"), ("year",))


def test_the_netherlands_more_than_the_month_allows_is_said():
    world = world_of(region=Region.NL_SOUTH, amount=Decimal("20"))
    works(world, days=12)

    assert [(found.total, found.over) for found in year_of(world)] == [(Decimal("240.00"), ("month",))]


def test_two_initiatives_of_one_day_count_together():
    world = world_of(amount=Decimal(30))
    works(world, days=1)
    other = pair_world(starts_at=MONDAY + timedelta(days=2))
    EngagementFactory(enrolment=other.team.enrolment, amount=Decimal(30))
    other.team.enrolment.tutor = world.tutor
    other.team.enrolment.save()
    session = session_of(other.team, starts_at=MONDAY + timedelta(hours=6))
    TutorPresenceFactory(log_entry=LogEntryFactory(session=session), tutor=world.tutor)

    assert [(found.total, found.over) for found in year_of(world)] == [(Decimal("60.00"), ("day",))]


def test_a_year_without_figures_is_never_called_within_the_law():
    world = world_of(amount=Decimal(500))
    session = session_of(world.team, starts_at=datetime(2027, 3, 1, 9, tzinfo=UTC))
    TutorPresenceFactory(log_entry=LogEntryFactory(session=session), tutor=world.tutor)

    [found] = year_of(world, 2027)

    assert (found.allowance, found.left, found.over, recognition.remark(found)) == (
        None,
        None,
        (),
        "maxima niet bekend",
    )


def test_another_amount_holds_from_its_day_and_leaves_what_was_before():
    world = world_of(amount=Decimal(20))
    works(world, days=2)
    EngagementFactory(enrolment=world.team.enrolment, amount=Decimal(25), from_date=date(2026, 9, 8))

    [found] = year_of(world)

    assert [(row.day.day, row.amount) for row in found.days] == [(7, Decimal("20.00")), (8, Decimal("25.00"))]


def test_interns_are_on_no_list_of_allowances():
    world = world_of(TutorKind.STUDENT, form=EngagementForm.INTERNSHIP)
    works(world, days=3)

    assert year_of(world) == []


def test_the_nominative_list_has_each_name_day_and_amount():
    world = world_of(amount=Decimal("20.00"))
    works(world, days=3)

    content = recognition.nominative_list(year_of(world), year=2026, title="Lijst", at=AT)

    book = openpyxl.load_workbook(io.BytesIO(content))
    days = list(book.worksheets[0].iter_rows(min_row=4, values_only=True))
    [total] = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
    [[law]] = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1].date(), row[5]) for row in days] == [
        ("Noor Peeters", date(2026, 9, day), 20) for day in (7, 8, 9)
    ]
    assert total == ("Noor Peeters", "België", 3, 60, 1760.83, 1700.83, "binnen de maxima")
    assert [part for part in ("44,02", "1760,83", "securex.be") if part not in law] == []


def test_the_sheet_of_one_volunteer_names_the_law_and_its_source():
    world = world_of(amount=Decimal("20.00"))
    works(world, days=2)
    [found] = year_of(world)

    text = text_of(recognition.allowance_sheet(found, year=2026, organiser="Bureau", paid=False, at=AT))

    assert [part for part in ("Noor Peeters", "€ 40,00", "44,02 per dag", "Binnen de maxima") if part not in text] == []


def text_of(content: bytes) -> str:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


def test_a_certificate_tells_what_somebody_did_and_learned():
    world = world_of()
    works(world, days=3, minutes=50)
    GatheringAttendanceFactory(
        tutor=world.tutor,
        gathering=GatheringFactory(initiative=world.team.initiative, title="Open kijken"),
    )
    done = done_by(world.tutor, world.team.initiative)

    paper = recognition.certificate(
        world.tutor,
        world.team.initiative,
        done,
        recognition.training_attended(list(attended_by(world.tutor)), world.team.initiative),
        signed_by="An Wouters",
        at=AT,
    )

    text = text_of(paper)
    assert done == Done(3, 150, date(2026, 9, 7), date(2026, 9, 9))
    wanted = ("Noor Peeters", "3 sessies, samen 2 uur 30 minuten", "Open kijken (relationeel)", "An Wouters")
    assert [part for part in wanted if part not in text] == []


def test_the_evidence_for_credits_counts_tutoring_and_training():
    world = world_of(TutorKind.STUDENT, form=EngagementForm.INTERNSHIP)
    works(world, days=2, minutes=60)
    initiative = world.team.initiative
    GatheringAttendanceFactory(tutor=world.tutor, gathering=GatheringFactory(initiative=initiative, minutes=120))
    placement = PlacementFactory(enrolment=world.team.enrolment, ects=Decimal(3), required_minutes=22 * 60)

    paper = recognition.credit_evidence(
        world.tutor,
        placement,
        hours_of(world.tutor, first=initiative.starts_date, last=initiative.ends_date),
        recognition.training_attended(list(attended_by(world.tutor)), initiative),
        rule=credit_rule(Country.BE, on=AT.date()),
        at=AT,
    )

    text = text_of(paper)
    wanted = ("vraagt 22 uur tutoring; gedaan: 2 uur", "staan voor 75–90 uur", "Codex Hoger Onderwijs", "240")
    assert [part for part in wanted if part not in text] == []


def test_nobody_enters_hours_an_engagement_has_no_place_for_them():
    fields = {field.name for field in Engagement._meta.get_fields()}

    assert fields == {"id", "enrolment", "from_date", "form", "amount", "per"}
