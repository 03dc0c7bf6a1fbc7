"""The words in which the register speaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto

from django.apps import apps
from django.db import models
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GONE = "(gewist)"


class Purpose(TextChoices):
    """What it is for."""

    ORGANISE = "organise", _("de begeleiding organiseren: wie, wanneer, waar")
    GUIDE = "guide", _("de leerling goed begeleiden")
    ACCOUNT = "account", _("verantwoording aan wie de begeleiding betaalt")
    SAFETY = "safety", _("de veiligheid van leerlingen")
    CONSENT = "consent", _("weten waar ouders en leerlingen ja op zeiden")
    SIGN_IN = "sign_in", _("veilig aanmelden")
    OPERATE = "operate", _("de goede werking van Tandem")


class Basis(TextChoices):
    """On what ground of article 6 of the GDPR."""

    PUBLIC_TASK = "public_task", _("taak van algemeen belang van de school (art. 6.1.e)")
    CONSENT = "consent", _("toestemming (art. 6.1.a)")
    AGREEMENT = "agreement", _("overeenkomst met de tutor of medewerker (art. 6.1.b)")
    DUTY = "duty", _("wettelijke plicht (art. 6.1.c)")
    INTEREST = "interest", _("gerechtvaardigd belang: beveiliging (art. 6.1.f)")
    NONE = "none", _("geen persoonsgegevens")


class Period(TextChoices):
    """How long, as published; `retention.py` holds the lengths."""

    WAITING = "waiting", _("wie op de wachtlijst stond en niet begon")
    NOTES = "notes", _("notities over sessies, doelen en afspraken")
    ATTENDANCE = "attendance", _("aanwezigheid, voor de subsidie, zonder naam zodra iemand niet meer meedoet")
    ACCOUNT = "account", _("gegevens en accounts van wie niet meer meedoet")
    SIGN_IN = "sign_in", _("pogingen om aan te melden en bekende toestellen")
    READS = "reads", _("wie wat over een leerling las")
    TRAIL = "trail", _("wie wat veranderde")
    MESSAGES = "messages", _("verstuurde berichten en afgeronde achtergrondtaken")
    LISTS = "lists", _("ingelezen lijsten die niemand overnam")
    CONCERN = "concern", _("signalen: zo lang als de vertrouwenspersoon bepaalt")
    ORGANISATION = "organisation", _("zolang de organisatie met Tandem werkt")


class Reader(TextChoices):
    """Who reads it, each only of those they work with."""

    SELF = "self", _("de persoon zelf")
    FAMILY = "family", _("ouders en verzorgers")
    TUTOR = "tutor", _("tutor van de leerling")
    TEACHER = "teacher", _("leerkracht van de klas")
    SCHOOL = "school", _("coördinator van de school")
    PROGRAMME = "programme", _("coördinator van het programma")
    NAMED = "named", _("alleen de met name genoemde ontvanger")
    NOBODY = "nobody", _("niemand: alleen de software")


class Sensitivity(StrEnum):
    """How careful to be with one field."""

    NOT_PERSONAL = auto()
    ORDINARY = auto()
    SENSITIVE = auto()  # a child's own story, or what could be used against somebody
    AT_SCHOOL = auto()  # explained at school, never shown on a page for families (R-NEV)
    THIRD = auto()  # concerns somebody else: never handed to the person it stands with
    SECRET = auto()  # keys and hashes: never shown to anybody


class Erasure(TextChoices):
    """What becomes of the row when the person is erased."""

    DELETED = "deleted", _("wordt verwijderd")
    BLANKED = "blanked", _("blijft staan, zonder wat naar de persoon wijst")
    KEPT = "kept", _("blijft staan")
    ABSENT = "absent", _("bevat geen persoonsgegevens")


@dataclass(frozen=True, slots=True)
class Field:
    """One field as the register tells it: what its table says, and its own sensitivity."""

    table: "Table"
    name: str
    sensitivity: Sensitivity

    @property
    def is_personal(self) -> bool:
        return self.sensitivity != Sensitivity.NOT_PERSONAL


@dataclass(frozen=True, slots=True)
class Table:
    """What a model holds, about whom, and what holds for all its fields.

    `about` are the ways from a row to the person it tells of; `by` the fields that name who did something, and are no
    more than that. Fields are named in one string per sensitivity.
    """

    model: str
    what: str | Promise
    purpose: Purpose = Purpose.ORGANISE
    basis: Basis = Basis.PUBLIC_TASK
    period: Period = Period.ACCOUNT
    readers: tuple[Reader, ...] = (Reader.PROGRAMME,)
    erasure: Erasure = Erasure.DELETED
    about: tuple[str, ...] = ()
    by: str = ""
    ordinary: str = ""
    sensitive: str = ""
    at_school: str = ""
    third: str = ""
    hidden: str = ""
    other: str = ""
    blank: Mapping[str, object] = field(default_factory=dict)
    erased_with: tuple[str, ...] = ()  # when it tells of two, with whom it goes; otherwise with any
    why_kept: str | Promise = ""

    @property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return every field the register knows, in the model's own order."""
        of = {
            Sensitivity.ORDINARY: self.by + " " + self.ordinary,
            Sensitivity.SENSITIVE: self.sensitive,
            Sensitivity.AT_SCHOOL: self.at_school,
            Sensitivity.THIRD: self.third,
            Sensitivity.SECRET: self.hidden,
            Sensitivity.NOT_PERSONAL: self.other,
        }
        found = [Field(self, name, level) for level, names in of.items() for name in names.split()]
        order = {name: number for number, name in enumerate(field_names(self.model_class))}
        return tuple(sorted(found, key=lambda each: order.get(each.name, len(order))))

    @property
    def is_personal(self) -> bool:
        return any(each.is_personal for each in self.fields)


def field_names(model: type[models.Model]) -> list[str]:
    """Return the fields of a model that take room in the database."""
    return [each.name for each in (*model._meta.concrete_fields, *model._meta.many_to_many)]


def structure(model: str, what: str | Promise, other: str) -> Table:
    """A table about places, hours and rules: nobody stands in it."""
    return Table(
        model,
        what,
        basis=Basis.NONE,
        period=Period.ORGANISATION,
        erasure=Erasure.ABSENT,
        other=other,
    )
