"""Tutors of an import: who they are, what they offer, and when they can."""

from datetime import date

from tandem.core import audit
from tandem.initiatives.actions import enrolments
from tandem.people.actions import tutors as tutor_actions
from tandem.people.models import Tutor
from tandem.scheduling.actions.intake.state import Taking
from tandem.scheduling.enums import AvailabilitySource
from tandem.scheduling.intake.availability import Window
from tandem.scheduling.intake.draft import TutorRow
from tandem.scheduling.models import Availability
from tandem.scheduling.queries.intake.changes import Change, State
from tandem.scheduling.queries.intake.times import clock_time


def take_tutors(taking: Taking) -> None:
    """Write every tutor that is new or changed."""
    for change in taking.comparison.tutors:
        if change.state is State.SAME:
            continue
        changed = {difference.field for difference in change.differences}
        tutor = _tutor(taking, change, changed)
        if change.existing is None or any(name.startswith("offer_") for name in changed):
            _enrol(taking, tutor, change)
        windows = change.values["windows"]
        if windows and (change.existing is None or "windows" in changed):
            _set_week(taking, tutor, windows)


def _tutor(taking: Taking, change: Change[TutorRow, Tutor], changed: set[str]) -> Tutor:
    row, tutor = change.row, change.existing
    name = {
        "given_name": row.name.given[:100],
        "infix": row.name.infix[:30],
        "family_name": row.name.family[:100],
    }
    if tutor is None:
        initiative = taking.intake.initiative
        return tutor_actions.add_tutor(
            organisation=initiative.organiser if initiative else taking.intake.organisation,
            email=row.email,
            phone=row.phone[:30],
            number=row.number[:40],
            languages=row.languages,
            by=taking.by,
            at=taking.at,
            given_name=name["given_name"],
            infix=name["infix"],
            family_name=name["family_name"],
        )
    values: dict[str, object] = {}
    if "name" in changed:
        values |= name
    if "phone" in changed:
        values["phone"] = row.phone[:30]
    if "number" in changed:
        values["number"] = row.number[:40]
    if "languages" in changed:
        values["languages"] = list(row.languages)
    if values:
        tutor_actions.change_tutor(tutor=tutor, by=taking.by, at=taking.at, **values)
    return tutor


def _enrol(taking: Taking, tutor: Tutor, change: Change[TutorRow, Tutor]) -> None:
    initiative = taking.intake.initiative
    if initiative is None:
        return
    new = change.values.get("enrolment") is None
    sites = {"sites": initiative.sites.all()} if new else {}
    enrolments.enrol_tutor(
        initiative=initiative, tutor=tutor, by=taking.by, at=taking.at, **change.values["offer"], **sites
    )


def _set_week(taking: Taking, tutor: Tutor, windows: tuple[Window, ...]) -> None:
    """Replace what an earlier list said; a week the tutor filled in is never touched."""
    from_date = _from_date(taking)
    Availability.objects.filter(tutor=tutor, source=AvailabilitySource.IMPORTED).delete()
    Availability.objects.bulk_create(
        Availability(
            tutor=tutor,
            day=window.day,
            starts=clock_time(window.starts),
            ends=clock_time(window.ends),
            from_date=from_date,
            source=AvailabilitySource.IMPORTED,
        )
        for window in windows
    )
    audit.record(
        "availability.imported",
        target=tutor,
        by=taking.by,
        at=taking.at,
        organisation=tutor.organisation,
        stretches=len(windows),
    )


def _from_date(taking: Taking) -> date:
    return min(taking.starts, taking.on)
