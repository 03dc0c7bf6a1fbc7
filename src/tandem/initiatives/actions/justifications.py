"""Saying why a school takes part: by the school, confirmed each school year, never written twice."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.models import Initiative, Justification
from tandem.initiatives.queries.justification import justification_before
from tandem.initiatives.together.justification import Means, Part, Theme
from tandem.people.models import Site, User

TEXTS = (
    "pupil_actions",
    "teacher_actions",
    "school_actions",
    "other_means",
    "document",
    "document_url",
    "document_page",
)


class JustificationNotPossible(Exception):
    """The site takes no part, nothing was said before, or something is still missing: then which parts."""

    def __init__(self, why: str, missing: tuple[Part, ...] = ()) -> None:
        self.missing = missing
        super().__init__(why)


@transaction.atomic
def write_justification(
    *,
    initiative: Initiative,
    site: Site,
    themes: Collection[str],
    means: Collection[str],
    by: User,
    at: datetime,
    **texts: str,
) -> Justification:
    """Write down why a school takes part; what somebody had confirmed asks to be confirmed again."""
    unknown = set(texts) - set(TEXTS) | set(themes) - set(Theme.values) | set(means) - set(Means.values)
    if unknown:
        raise TypeError(f"A justification has no {', '.join(sorted(unknown))}.")
    row = _row(initiative, site)
    row.themes = [theme for theme in Theme.values if theme in themes]
    row.means = [each for each in Means.values if each in means]
    for field, value in texts.items():
        setattr(row, field, value.strip())
    _keep(row, by, at)
    _record("justification.written", row, by, at)
    return row


@transaction.atomic
def take_over_justification(*, initiative: Initiative, site: Site, by: User, at: datetime) -> Justification:
    """Begin with what the school said before; somebody still confirms that it holds for this year."""
    before = justification_before(initiative, site)
    if before is None:
        raise JustificationNotPossible("nothing_before")
    row = _row(initiative, site)
    for field in ("themes", "means", *TEXTS):
        setattr(row, field, getattr(before, field))
    row.taken_from = before
    _keep(row, by, at)
    _record("justification.taken_over", row, by, at, taken_from=before.pk)
    return row


@transaction.atomic
def confirm_justification(*, justification: Justification, by: User, at: datetime) -> Justification:
    """Say that this is why the school takes part, this year."""
    row = Justification.objects.select_for_update().get(pk=justification.pk)
    if row.missing:
        raise JustificationNotPossible("missing", row.missing)
    row.confirmed_by, row.confirmed_at = by, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    _record("justification.confirmed", row, by, at)
    return row


def _row(initiative: Initiative, site: Site) -> Justification:
    if not initiative.sites.filter(pk=site.pk).exists():
        raise JustificationNotPossible("elsewhere")
    found = Justification.objects.select_for_update().filter(initiative=initiative, site=site).first()
    return found or Justification(initiative=initiative, site=site)


def _keep(row: Justification, by: User, at: datetime) -> None:
    row.written_by, row.written_at = by, at
    row.confirmed_by = row.confirmed_at = None
    row.full_clean()
    row.save()


def _record(action: str, row: Justification, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=row, by=by, at=at, organisation=row.initiative.organiser, site=row.site_id, **facts)
