"""Persons, where they belong, and what they agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import GONE, Basis, Erasure, Period, Purpose, Reader, Table, structure

EVERYBODY_AROUND = (Reader.SELF, Reader.FAMILY, Reader.SCHOOL, Reader.PROGRAMME)


def address_of_nobody(row: models.Model) -> str:
    return f"{row.pk}@gewist.invalid"


def number_of_nobody(row: models.Model) -> str:
    return f"gewist {row.pk}"[:40]


TABLES = (
    structure("people.Organisation", _("scholen, hogescholen, programma's en partners"), "id name kind region part_of"),
    structure("people.Site", _("vestigingen"), "id organisation campus name address stage pick_up"),
    structure("people.Campus", _("terreinen waar vestigingen samen staan"), "id name address"),
    Table(
        "people.Person",
        _("naam, bereikbaarheid en taal"),
        readers=(*EVERYBODY_AROUND, Reader.TUTOR, Reader.TEACHER),
        erasure=Erasure.BLANKED,
        why_kept=_("een rij zonder naam blijft staan, omdat aanwezigheid en sporen ernaar wijzen"),
        about=("pk",),
        ordinary="id given_name infix family_name email phone language sort_name",
        blank={"given_name": GONE, "infix": "", "family_name": "", "email": "", "phone": "", "language": "nl"},
    ),
    Table(
        "people.User",
        _("account: waarmee iemand aanmeldt"),
        purpose=Purpose.SIGN_IN,
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.SCHOOL, Reader.PROGRAMME),
        erasure=Erasure.BLANKED,
        why_kept=_("een rij zonder adres blijft staan, omdat wat iemand deed ernaar wijst"),
        about=("person",),
        ordinary="id email person last_login joined_at is_active",
        hidden="password",
        blank={"email": address_of_nobody, "password": "!", "last_login": None, "joined_at": None, "is_active": False},
    ),
    Table(
        "people.Membership",
        _("rol bij een organisatie"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.SCHOOL, Reader.PROGRAMME),
        about=("person",),
        ordinary="person organisation site role from_date to_date",
        third="stands_in_for",
        other="id",
    ),
    structure("people.SchoolClass", _("klassen"), "id site name school_year"),
    Table(
        "people.ClassTeacher",
        _("wie lesgeeft aan een klas"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.SCHOOL, Reader.PROGRAMME),
        about=("person",),
        ordinary="person school_class days from_date to_date",
        third="stands_in_for",
        other="id",
    ),
    Table(
        "people.Pupil",
        _("inschrijving als leerling"),
        readers=(*EVERYBODY_AROUND, Reader.TEACHER),
        erasure=Erasure.BLANKED,
        why_kept=_("zonder nummer en geboortedatum, omdat aanwezigheid voor de subsidie ernaar wijst"),
        about=("person",),
        ordinary="id person organisation number birth_date year left_date guardians_may_see",
        blank={"number": number_of_nobody, "birth_date": None},
    ),
    Table(
        "people.ClassPlace",
        _("in welke klas een leerling zit"),
        readers=(*EVERYBODY_AROUND, Reader.TEACHER, Reader.TUTOR),
        about=("pupil__person",),
        ordinary="pupil school_class from_date to_date",
        other="id",
    ),
    Table(
        "people.Guardian",
        _("wie ouder of verzorger is van een leerling"),
        readers=EVERYBODY_AROUND,
        about=("person", "pupil__person"),
        ordinary="person pupil has_authority address",
        third="contact_ban",
        other="id",
    ),
    Table(
        "people.Tutor",
        _("inschrijving als tutor"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.SCHOOL, Reader.PROGRAMME),
        erasure=Erasure.BLANKED,
        why_kept=_("zonder nummer, omdat uren en sessies ernaar wijzen"),
        about=("person",),
        ordinary="id person organisation kind number languages interests",
        blank={"number": "", "languages": [], "interests": []},
    ),
    Table(
        "people.Clearance",
        _("dat een uittreksel of VOG, vorming en overeenkomst gezien zijn; nooit het document"),
        purpose=Purpose.SAFETY,
        basis=Basis.DUTY,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("tutor__person",),
        by="seen_by",
        ordinary="tutor kind model document_date seen_date valid_until",
        other="id",
    ),
    Table(
        "people.Halt",
        _("dat een tutor is stilgezet, zonder reden"),
        purpose=Purpose.SAFETY,
        basis=Basis.DUTY,
        readers=(Reader.PROGRAMME,),
        about=("tutor__person",),
        by="halted_by lifted_by",
        ordinary="tutor halted_at lifted_at",
        other="id",
    ),
    Table(
        "people.ProcessingAgreement",
        _("dat een schoolbestuur de verwerkingsovereenkomst tekende"),
        basis=Basis.DUTY,
        period=Period.ORGANISATION,
        readers=(Reader.SCHOOL, Reader.PROGRAMME),
        erasure=Erasure.KEPT,
        why_kept=_("van de school; wie ze zag, heeft na wissen geen naam meer"),
        by="seen_by",
        other="id organisation board version signed_date ends_date seen_at",
    ),
    Table(
        "people.WorkingWeek",
        _("op welke dagen iemand werkt die meldingen krijgt"),
        purpose=Purpose.SAFETY,
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF,),
        about=("person",),
        ordinary="person days",
        other="id",
    ),
    Table(
        "people.DayOff",
        _("wanneer iemand er niet is die meldingen krijgt"),
        purpose=Purpose.SAFETY,
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF,),
        about=("person",),
        ordinary="person from_date to_date",
        other="id",
    ),
    Table(
        "people.Consent",
        _("antwoorden van ouders en leerling"),
        purpose=Purpose.CONSENT,
        basis=Basis.DUTY,
        readers=EVERYBODY_AROUND,
        about=("pupil__person", "answered_by"),
        erased_with=("pupil__person",),
        by="written_by",
        ordinary="pupil purpose party answer answered_by way text_version evidence answered_at",
        other="id",
    ),
)
