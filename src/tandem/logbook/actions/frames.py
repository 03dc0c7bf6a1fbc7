"""The frame a teacher gives for a week."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.core import audit
from tandem.logbook.models import Frame
from tandem.logbook.queries.frames import last_frame
from tandem.people.models import SchoolClass, User


class FrameNotPossible(Exception):
    """The frame cannot be kept; the sentence says why."""


@transaction.atomic
def set_frame(*, school_class: SchoolClass, week: date, topic: str, goal: str = "", by: User, at: datetime) -> Frame:
    """Say what a class works on in the week of this Monday; a later word replaces the earlier."""
    if week.weekday() != 0:
        raise FrameNotPossible(_("Een week begint op maandag."))
    topic, goal = topic.strip(), goal.strip()
    if not topic:
        raise FrameNotPossible(_("Schrijf waar de klas aan werkt."))
    frame, is_new = Frame.objects.update_or_create(
        school_class=school_class,
        week_date=week,
        defaults={"topic": topic, "goal": goal, "written_by": by, "written_at": at},
    )
    audit.record(
        "frame.given" if is_new else "frame.changed",
        target=frame,
        by=by,
        at=at,
        organisation=school_class.site.organisation,
    )
    return frame


def repeat_frame(*, school_class: SchoolClass, week: date, by: User, at: datetime) -> Frame:
    """Say that a class works on the same as in the last week that has a frame."""
    last = last_frame(school_class, before=week)
    if last is None:
        raise FrameNotPossible(_("Er is nog geen kader van een vorige week om over te nemen."))
    return set_frame(school_class=school_class, week=week, topic=last.topic, goal=last.goal, by=by, at=at)
