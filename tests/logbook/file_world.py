"""A pupil with everybody who has a part in the file: family, tutor, teacher, coordinator, and people who have none."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tandem.logbook.actions import file_items
from tandem.logbook.enums import FileKind, Voice
from tandem.logbook.models import FileItem
from tandem.people.models import Pupil, User
from tandem.scheduling.models import Team
from tests.factories.people import (
    GuardianFactory,
    PupilFactory,
    SchoolClassFactory,
    UserFactory,
    school_coordinator,
    teacher_of,
)
from tests.factories.worlds import World, pair_world, tutor_with_account

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
TODAY = NOW.date()
THIRTEEN = date(2013, 3, 1)


@dataclass(frozen=True)
class FileWorld:
    pupil: Pupil
    own: User  # the pupil's own account
    parent: User
    tutor: User
    teacher: User
    coordinator: User
    other_parent: User  # of the other pupil of the pair
    other_tutor: User
    other_teacher: User
    world: World

    @property
    def team(self) -> Team:
        return self.world.team

    def says(self, user: User, kind: FileKind = FileKind.STRENGTH, text: str = "tekent", **facts: Any) -> FileItem:
        """Let somebody add a line in their own words."""
        voices = {
            self.own: Voice.PUPIL,
            self.parent: Voice.GUARDIAN,
            self.tutor: Voice.TUTOR,
            self.teacher: Voice.SCHOOL,
            self.coordinator: Voice.SCHOOL,
        }
        facts = {"said_by": user.person, "said_as": voices.get(user, Voice.SCHOOL), "by": user, "at": NOW} | facts
        return file_items.add_item(pupil=self.pupil, kind=kind, text=text, **facts)


def file_world(**facts: Any) -> FileWorld:
    world = pair_world(**facts)
    pupil, other = world.pupils
    pupil.birth_date = THIRTEEN
    pupil.save()
    school = pupil.organisation
    elsewhere = SchoolClassFactory()
    PupilFactory(organisation=elsewhere.site.organisation)
    return FileWorld(
        pupil=pupil,
        own=UserFactory(person=pupil.person),
        parent=UserFactory(person=GuardianFactory(pupil=pupil).person),
        tutor=world.user,
        teacher=teacher_of(world.school_class),
        coordinator=school_coordinator(school),
        other_parent=UserFactory(person=GuardianFactory(pupil=other).person),
        other_tutor=tutor_with_account()[1],
        other_teacher=teacher_of(elsewhere),
        world=world,
    )
