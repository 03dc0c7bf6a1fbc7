"""What a school, a programme and a college say to each other before they begin: about places, not about people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Table, structure

_OF_THE_SCHOOL = _("van de school; wie het schreef, staat bij die persoon zelf")


def _said(model: str, what: str | Promise, by: str, other: str) -> Table:
    """A table about a place, in which only who wrote it is somebody."""
    return Table(
        model,
        what,
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_OF_THE_SCHOOL,
        by=by,
        other=other,
    )


TABLES = (
    _said(
        "initiatives.Justification",
        _("waarom een school meedoet"),
        "written_by confirmed_by",
        "id initiative site themes pupil_actions teacher_actions school_actions means other_means document "
        "document_url document_page taken_from written_at confirmed_at",
    ),
    structure(
        "initiatives.SchoolPart",
        _("hoe een school ervoor staat om mee te doen"),
        "id initiative site pupils classes largest_class head_agrees projects_complete core_values adaptations "
        "lead_weeks early_reason staff_hours",
    ),
    structure(
        "initiatives.SchoolProject",
        _("wat er op een school nog meer loopt"),
        "id site name partner days pupils staff_hours from_date to_date",
    ),
    structure(
        "initiatives.Grant", _("wie een initiatief betaalt"), "id initiative funder amount purpose from_date to_date"
    ),
    structure(
        "initiatives.ReservedSlot",
        _("uren die een hogeschool vrijhoudt"),
        "id initiative college site day starts ends from_date to_date",
    ),
    _said(
        "initiatives.StaffLimit",
        _("hoeveel tijd een school partners kan geven"),
        "said_by",
        "id site hours said_at",
    ),
    _said(
        "initiatives.MutualExpectation",
        _("wat een school en een programma van elkaar verwachten"),
        "said_by",
        "id initiative site topic side whose words said_at",
    ),
    _said(
        "initiatives.ActorshipChange",
        _("wie wat beslist en wat een tutor zelf mag"),
        "changed_by",
        "id initiative task decides does alone reason changed_at",
    ),
    _said(
        "initiatives.PlanStep",
        _("stappen van een werkplan"),
        "added_by done_by",
        "id initiative site text who due_date done_at",
    ),
    _said(
        "initiatives.PlanNeed",
        _("wat iemand nodig heeft om mee te werken"),
        "added_by",
        "id initiative site whose text added_at",
    ),
    _said(
        "initiatives.CollegePlaces",
        _("hoeveel plaatsen een hogeschool heeft"),
        "said_by",
        "id initiative college site places reason said_at",
    ),
    _said(
        "initiatives.PolicyCheck",
        _("dat een hogeschool keek waarom een school meedoet"),
        "checked_by",
        "id initiative college site agrees reason checked_at",
    ),
)
