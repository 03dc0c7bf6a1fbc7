"""Invented lines of pupils' files, and contacts with their families."""

from datetime import UTC, date, datetime

import factory

from tandem.logbook import models
from tandem.logbook.enums import ContactWay, FileKind, FileRequestKind, PortraitTopic, Reach, ShownTo, Voice
from tests.factories.people import PersonFactory, PupilFactory, UserFactory

SAID_AT = datetime(2026, 9, 10, 12, tzinfo=UTC)


class FileItemFactory(factory.django.DjangoModelFactory[models.FileItem]):
    class Meta:
        model = models.FileItem

    pupil = factory.SubFactory(PupilFactory)
    kind = FileKind.STRENGTH
    text = factory.Sequence(lambda n: f"tekent dieren {n}")
    written_by = factory.SubFactory(UserFactory)
    said_by = factory.SelfAttribute("written_by.person")
    said_as = Voice.SCHOOL
    said_at = SAID_AT


class OfLineFactory(factory.django.DjangoModelFactory):
    """About a line: its pupil is that of the line."""

    class Meta:
        abstract = True

    item = factory.SubFactory(FileItemFactory)
    pupil = factory.SelfAttribute("item.pupil")


class FileViewFactory(OfLineFactory):
    class Meta:
        model = models.FileView

    text = "zo zie ik het"
    said_by = factory.SelfAttribute("pupil.person")
    said_as = Voice.PUPIL
    said_at = SAID_AT


class FileRequestFactory(OfLineFactory):
    class Meta:
        model = models.FileRequest

    kind = FileRequestKind.SHIELDING
    asked_by = factory.SelfAttribute("pupil.person")
    asked_at = SAID_AT
    answered_by = factory.SubFactory(PersonFactory)
    answer_by_date = date(2026, 10, 10)


class FileShieldFactory(OfLineFactory):
    class Meta:
        model = models.FileShield

    reach = Reach.TUTORS
    decided_by = factory.SubFactory(UserFactory)
    decided_at = SAID_AT


class FreshStartFactory(factory.django.DjangoModelFactory[models.FreshStart]):
    class Meta:
        model = models.FreshStart

    pupil = factory.SubFactory(PupilFactory)
    started_by = factory.SelfAttribute("pupil.person")
    started_at = SAID_AT


class OwnFileChoiceFactory(factory.django.DjangoModelFactory[models.OwnFileChoice]):
    class Meta:
        model = models.OwnFileChoice

    pupil = factory.SubFactory(PupilFactory)
    is_open = True
    reason = "vraagt er zelf naar"
    decided_by = factory.SubFactory(UserFactory)
    decided_at = SAID_AT


class SelfPortraitFactory(factory.django.DjangoModelFactory[models.SelfPortrait]):
    class Meta:
        model = models.SelfPortrait

    pupil = factory.SubFactory(PupilFactory)
    topic = PortraitTopic.LANGUAGES
    text = "Tamazight en Nederlands"
    told_by = factory.SelfAttribute("pupil.person")
    shown_to = ShownTo.FAMILY
    told_at = SAID_AT


class FamilyContactFactory(factory.django.DjangoModelFactory[models.FamilyContact]):
    class Meta:
        model = models.FamilyContact

    pupil = factory.SubFactory(PupilFactory)
    spoken_with = factory.SubFactory(PersonFactory)
    on_date = date(2026, 9, 10)
    way = ContactWay.PHONE
    went_well = "leest thuis voor aan zijn zusje"
    written_by = factory.SubFactory(UserFactory)
    written_at = SAID_AT
