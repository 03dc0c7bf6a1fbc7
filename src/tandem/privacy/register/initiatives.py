"""What is organised for whom."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Reader, Table

TABLES = (
    Table(
        "initiatives.Initiative",
        _("initiatieven en hun afspraken"),
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_("van de organisatie; de naam van de vertrouwenspersoon staat bij die persoon zelf"),
        by="concern_contact concern_deputy",
        other=(
            "id organiser name form status starts_date ends_date tutor_label activity_label team_label in_school_time "
            "after_school minutes fetch_minutes group_min group_max level_spread sessions_per_week protected_subjects "
            "second_form culturally_adaptive attend_minutes cycle_weeks in_holidays max_away classmates place "
            "tutor_kinds training_days parent_contact emphasis deviation_reason sites"
        ),
    ),
    Table(
        "initiatives.SiteContact",
        _("wie op een vestiging meldingen krijgt, en wie vervangt"),
        purpose=Purpose.SAFETY,
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_("van de organisatie; de naam staat bij die persoon zelf"),
        by="contact deputy",
        other="id initiative site",
    ),
    Table(
        "initiatives.StudentGroup",
        _("groepen studenten die samen een klas bezoeken"),
        basis=Basis.AGREEMENT,
        erasure=Erasure.BLANKED,
        why_kept=_("de groep blijft; de student gaat eruit"),
        about=("tutors__person",),
        ordinary="tutors",
        other="id initiative name",
    ),
    Table(
        "initiatives.Involvement",
        _("wie welke rol heeft in een initiatief"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.SCHOOL, Reader.PROGRAMME),
        about=("membership__person",),
        ordinary="initiative membership from_date to_date",
        other="id",
    ),
    Table(
        "initiatives.Enrolment",
        _("wat een tutor aanbiedt"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        erasure=Erasure.BLANKED,
        why_kept=_("uren en sessies wijzen ernaar; de tutor erachter heeft geen naam meer"),
        blank={"teaches": {}},
        about=("tutor__person",),
        by="lecturer",
        ordinary="tutor teaches max_sessions max_sessions_per_day max_group from_date to_date sites",
        other="id initiative student_group",
    ),
    Table(
        "initiatives.Request",
        _("waarvoor begeleiding gevraagd is"),
        purpose=Purpose.GUIDE,
        period=Period.WAITING,
        readers=(Reader.SELF, Reader.FAMILY, Reader.TUTOR, Reader.SCHOOL, Reader.PROGRAMME),
        about=("pupil__person",),
        ordinary="pupil initiative site subject sessions_per_week group_max status asked_date",
        sensitive="goal interests languages",
        at_school="level priority",
        third="not_tutors apart_from",
        other="id school_class",
    ),
)
