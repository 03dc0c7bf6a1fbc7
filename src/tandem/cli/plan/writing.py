"""A proposal as files: Excel, one PDF week per tutor and site, calendars, and a summary. Marked as a proposal."""

import json
import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.core import pdf
from tandem.core.workbooks import Sheet, SheetColumn, workbook
from tandem.scheduling.actions.series import Days, beats_of
from tandem.scheduling.feeds import PROPOSED, write_calendar
from tandem.scheduling.models import PlanningRun, Team
from tandem.scheduling.queries.explanations import unplaced, why_fits
from tandem.scheduling.queries.teams import proposal
from tandem.web.coordinator import plan_words, words
from tandem.web.coordinator.board import NamedWeek, SiteBoard, site_boards, site_week, tutor_weeks

NOTICE = "Voorstel, nog niet beslist: een coördinator, de leerkracht en de familie zeggen eerst ja."


def write_proposal(run: PlanningRun, folder: Path, *, at: datetime) -> dict[str, Any]:
    """Write everything to the folder; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    teams = list(proposal(run.initiative))
    boards = site_boards(run.initiative, on=run.from_date)
    book = folder / "voorstel.xlsx"
    book.write_bytes(workbook([_teams_sheet(teams), _unplaced_sheet(run)], title=NOTICE, at=at))
    weeks = [*(site_week(board) for board in boards), *_tutor_weeks(boards)]
    for name, week in zip(file_names([week.name for week in weeks]), weeks, strict=True):
        _write(folder / "weken" / f"{name}.pdf", _week_paper(week, at))
    calendars = _write_calendars(folder / "agenda", teams, at)
    for name, content in {"probleem.json": run.problem, "plan.json": run.solution}.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "samenvatting.pdf").write_bytes(_summary(run, boards, at))
    return {"workbook": str(book), "weeks": len(weeks), "calendars": calendars}


def _teams_sheet(teams: Sequence[Team]) -> Sheet:
    columns = [
        SheetColumn(label)
        for label in (
            _("Vestiging"),
            _("Tutor"),
            _("Leerlingen"),
            _("Vak"),
            _("Wanneer"),
            _("Waarom dit past"),
        )
    ]
    rows = [
        (
            team.site.name,
            plan_words.tutor(team),
            plan_words.pupils(team),
            team.subject,
            plan_words.slots(team),
            " ".join(plan_words.fit(found) for found in why_fits(team)),
        )
        for team in teams
    ]
    return Sheet(name=_("Voorstel"), columns=columns, rows=rows, title=NOTICE)


def _unplaced_sheet(run: PlanningRun) -> Sheet:
    labels = (_("Vestiging"), _("Leerling"), _("Vak"), _("Waarom nog geen plek"), _("Wat zou helpen"))
    rows = []
    for found in unplaced(run):
        reasons = [plan_words.unplaced(why) for why in found.reasons]
        rows.append(
            (
                found.request.site.name,
                words.who(found.request),
                found.request.subject,
                " ".join(reason.why for reason in reasons),
                " ".join(reason.helps for reason in reasons),
            )
        )
    return Sheet(name=_("Nog geen plek"), columns=[SheetColumn(label) for label in labels], rows=rows, title=NOTICE)


def _tutor_weeks(boards: Sequence[SiteBoard]) -> list[NamedWeek]:
    return [week for board in boards for week in tutor_weeks(board)]


def _week_paper(week: NamedWeek, at: datetime) -> bytes:
    return pdf.week_sheet(week.week, title=week.name, at=at, intro=[NOTICE])


def _summary(run: PlanningRun, boards: Sequence[SiteBoard], at: datetime) -> bytes:
    bound = [_("Geen enkel plan haalt een hogere score dan %(bound)d; dit plan haalt %(score)d.")
             % {"bound": run.bound, "score": run.objective}] if run.bound is not None else []  # fmt: skip
    section = pdf.Section(
        columns=[pdf.PaperColumn(_("Vestiging")), pdf.PaperColumn(_("Plekken"))],
        rows=[(board.site.name, board.headline) for board in boards],
    )
    placed = plan_words.has_a_place(run.placed, run.requests)
    return pdf.report([section], title=run.initiative.name, at=at, intro=[NOTICE, f"{placed}.", *bound])


def _write_calendars(folder: Path, teams: Sequence[Team], at: datetime) -> int:
    owners: dict[uuid.UUID, Calendar] = {}
    days = Days(teams, on=localdate(at))
    for team in teams:
        rows = _calendar_rows(team, days, at)
        owners.setdefault(team.enrolment_id, Calendar(plan_words.tutor(team), of_site=False)).rows.extend(rows)
        owners.setdefault(team.site_id, Calendar(team.site.name, of_site=True)).rows.extend(rows)
    calendars = list(owners.values())
    for name, calendar in zip(file_names([found.owner for found in calendars]), calendars, strict=True):
        calendar.rows.sort(key=lambda row: row["starts_at"])
        title = _("Voorstel Tandem, %(owner)s") % {"owner": calendar.owner}
        _write(folder / f"{name}.ics", write_calendar(title, calendar.rows, of_site=calendar.of_site))
    return len(calendars)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one tutor or site has, as rows of a calendar."""

    owner: str
    of_site: bool
    rows: list[dict[str, Any]] = field(default_factory=list)


def _calendar_rows(team: Team, days: Days, at: datetime) -> list[dict[str, Any]]:
    tutor, group = team.enrolment.tutor, team.enrolment.student_group
    shared = {
        "status": PROPOSED,
        "changed_at": at,
        "team__subject": team.subject,
        "team__site__organisation__name": team.site.organisation.name,
        "team__site__name": team.site.name,
        "team__site__address": team.site.address,
        "team__site__pick_up": team.site.pick_up,
        "room__name": team.room.name if team.room else None,
        "team__enrolment__tutor__person__given_name": tutor.person.given_name if tutor else None,
        "team__enrolment__student_group__name": group.name if group else None,
    }
    return [
        {**shared, "pk": uuid.uuid5(team.pk, str(beat.starts_at)), "starts_at": beat.starts_at, "ends_at": beat.ends_at}
        for beat in beats_of(team, team.from_date, days.free(team))
    ]


def file_names(names: Sequence[str]) -> list[str]:
    """Write names so that every file system takes them, and no two are the same."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "zonder-naam"
        seen[base] += 1
        found.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return found


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
