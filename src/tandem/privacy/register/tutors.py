"""How tutors come in, what they agree to and what they learn."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Reader, Table, structure

TABLES = (
    Table(
        "initiatives.Campaign",
        _("oproepen om tutor te worden"),
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_("van de organisatie; de naam van de contactpersoon staat bij die persoon zelf"),
        by="contact",
        other="id initiative slug name kinds where channels words words_en from_date to_date",
    ),
    structure("initiatives.Wanted", _("hoeveel tutors gezocht worden"), "id campaign site subject number"),
    Table(
        "initiatives.Application",
        _("wie zich aanmeldde om tutor te worden; zonder bevestigd adres hoogstens een dag"),
        basis=Basis.CONSENT,
        period=Period.WAITING,
        readers=(Reader.PROGRAMME,),
        about=("tutor__person",),
        by="decided_by",
        ordinary=(
            "kind given_name family_name email phone language subjects status asked_at confirmed_at talk_at "
            "talk_place talked_date reference_seen decided_at tutor"
        ),
        sensitive="words",
        other="id campaign",
    ),
    Table(
        "initiatives.Gathering",
        _("vorming, intervisie en reflectiemomenten van tutors"),
        basis=Basis.NONE,
        period=Period.ORGANISATION,
        erasure=Erasure.ABSENT,
        other=(
            "id initiative kind title starts_at minutes place strand layer topics coaching_minutes given_by recipe "
            "themes cancelled_at changed_at"
        ),
    ),
    Table(
        "initiatives.GatheringAttendance",
        _("of een tutor bij de vorming of intervisie was"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("tutor__person",),
        by="written_by",
        ordinary="gathering tutor came written_at",
        other="id",
    ),
    Table(
        "initiatives.TrainingQuality",
        _("wie instaat voor de kwaliteit van de vorming"),
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_("van de organisatie; de naam staat bij die persoon zelf"),
        by="owner named_by",
        other="id initiative named_at",
    ),
    Table(
        "initiatives.TutorSkill",
        _("dat een tutor de leerstof beheerst of met een groepje kan werken; nooit hoe goed"),
        purpose=Purpose.GUIDE,
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("tutor__person",),
        by="confirmed_by",
        ordinary="tutor kind subject gathering confirmed_date",
        other="id",
    ),
    Table(
        "initiatives.Engagement",
        _("als wat een tutor meedoet, en welke vergoeding daarbij hoort"),
        purpose=Purpose.ACCOUNT,
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("enrolment__tutor__person",),
        ordinary="enrolment from_date form amount per",
        other="id",
    ),
    Table(
        "initiatives.TutorAgreement",
        _("waarmee een tutor akkoord ging: welke tekst, in welke versie en wanneer"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("tutor__person",),
        by="recorded_by",
        ordinary="tutor form version way agreed_at paper_date",
        other="id digest",
    ),
    Table(
        "initiatives.Placement",
        _("waar de tutoring staat in de opleiding van een student"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("enrolment__tutor__person",),
        by="placed_by",
        ordinary="enrolment course is_mandatory ects required_minutes continuity placed_at",
        other="id",
    ),
)
