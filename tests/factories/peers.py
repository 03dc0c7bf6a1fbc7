"""Invented questions to a class, and pupils who would like to help."""

from datetime import UTC, datetime

import factory

from tandem.initiatives import models
from tandem.initiatives.enums import FormKind
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import PupilFactory, SchoolClassFactory, UserFactory

ASKED_AT = datetime(2026, 9, 1, 9, tzinfo=UTC)


class PeerCallFactory(factory.django.DjangoModelFactory[models.PeerCall]):
    class Meta:
        model = models.PeerCall

    initiative = factory.SubFactory(InitiativeFactory, form=FormKind.PEER_CROSS)
    school_class = factory.SubFactory(SchoolClassFactory)
    subject = "lezen"
    asked_by = factory.SubFactory(UserFactory)
    asked_at = ASKED_AT


class PeerOfferFactory(factory.django.DjangoModelFactory[models.PeerOffer]):
    class Meta:
        model = models.PeerOffer

    call = factory.SubFactory(PeerCallFactory)
    pupil = factory.SubFactory(PupilFactory)
    offered_at = ASKED_AT
    written_by = factory.SubFactory(UserFactory)
