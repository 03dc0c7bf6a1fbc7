"""What really happened, and the pupil's own file."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Reader, Table

CHILD = ("pupil__person",)
AROUND = (Reader.SELF, Reader.FAMILY, Reader.TUTOR, Reader.TEACHER, Reader.SCHOOL)


def of_the_file(
    model: str, what: str | Promise, *, by: str = "", ordinary: str, sensitive: str = "", other: str = "id"
) -> Table:
    """A part of the pupil's file: the child's own, sealed, gone when the child is erased."""
    return Table(
        f"logbook.{model}",
        what,
        purpose=Purpose.GUIDE,
        period=Period.NOTES,
        readers=AROUND,
        about=CHILD,
        by=by,
        ordinary=ordinary,
        sensitive=sensitive,
        other=other,
    )


TABLES = (
    Table(
        "logbook.LogEntry",
        _("dat een sessie gehouden is, en hoe lang"),
        purpose=Purpose.ACCOUNT,
        period=Period.ATTENDANCE,
        readers=AROUND,
        erasure=Erasure.KEPT,
        why_kept=_("uren en aanwezigheid voor de subsidie, zonder naam"),
        by="written_by",
        ordinary="written_at amended_at",
        other="id session outcome minutes",
    ),
    Table(
        "logbook.Receipt",
        _("dat een notitie aangekomen is"),
        purpose=Purpose.OPERATE,
        period=Period.ATTENDANCE,
        readers=(Reader.NOBODY,),
        basis=Basis.NONE,
        erasure=Erasure.ABSENT,
        other="id log_entry arrived_at",
    ),
    Table(
        "logbook.TutorPresence",
        _("welke tutor er was"),
        purpose=Purpose.ACCOUNT,
        basis=Basis.AGREEMENT,
        period=Period.ATTENDANCE,
        readers=(Reader.SELF, Reader.SCHOOL, Reader.PROGRAMME),
        erasure=Erasure.KEPT,
        why_kept=_("uren voor de subsidie, zonder naam"),
        about=("tutor__person",),
        ordinary="log_entry tutor",
        other="id",
    ),
    Table(
        "logbook.PupilEntry",
        _("hoe het ging met één leerling in één sessie"),
        purpose=Purpose.GUIDE,
        period=Period.NOTES,
        readers=AROUND,
        erasure=Erasure.BLANKED,
        why_kept=_("aanwezigheid voor de subsidie, zonder naam; de notities gaan weg"),
        about=CHILD,
        ordinary="log_entry pupil attendance minutes",
        sensitive="activity goal mood success liked",
        other="id",
        blank={"activity": "", "goal": "", "mood": "", "success": "", "liked": ""},
    ),
    Table(
        "logbook.Frame",
        _("waar de klas die week aan werkt"),
        basis=Basis.AGREEMENT,
        period=Period.NOTES,
        readers=(Reader.TUTOR, Reader.TEACHER, Reader.SCHOOL),
        erasure=Erasure.KEPT,
        why_kept=_("van de klas, niet van een leerling"),
        by="written_by",
        other="id school_class week_date topic goal written_at",
    ),
    Table(
        "logbook.CannotCome",
        _("dat een tutor niet kon, nooit waarom"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.TEACHER, Reader.SCHOOL, Reader.PROGRAMME),
        about=("tutor__person",),
        ordinary="session tutor said_at",
        other="id",
    ),
    Table(
        "logbook.HomeVisit",
        _("wanneer een tutor bij een gezin kwam en weer ging"),
        purpose=Purpose.SAFETY,
        period=Period.NOTES,
        readers=(Reader.SELF, Reader.FAMILY, Reader.TUTOR, Reader.SCHOOL, Reader.PROGRAMME),
        about=CHILD,
        by="accompanied_by settled_by",
        ordinary="pupil arrived_at left_at warned_at settled_at called_off_at changed_at",
        other="id session",
    ),
    Table(
        "logbook.LessonClaim",
        _("dat een student vroeg om lessen als stage te erkennen, en wat de hogeschool antwoordde"),
        basis=Basis.AGREEMENT,
        readers=(Reader.SELF, Reader.PROGRAMME),
        about=("enrolment__tutor__person",),
        by="decided_by",
        ordinary="enrolment lessons asked_at is_recognised reason decided_at",
        other="id",
    ),
    of_the_file(
        "FileItem",
        _("sterke kanten, doelen en afspraken"),
        by="said_by written_by",
        ordinary="pupil kind said_as said_at opened_at put_away_at",
        sensitive="text",
        other="id",
    ),
    of_the_file(
        "FileView",
        _("hoe leerling en ouders het zelf zien"),
        by="said_by",
        ordinary="pupil item log_entry said_as said_at",
        sensitive="text",
        other="id",
    ),
    of_the_file(
        "FileRequest",
        _("vragen om te verbeteren of af te schermen"),
        by="asked_by answered_by answer_written_by",
        ordinary="pupil item log_entry kind asked_at answer_by_date granted answered_at taken_back_at",
        sensitive="wish reason",
        other="id",
    ),
    of_the_file(
        "FileShield",
        _("wat afgeschermd is"),
        by="decided_by",
        ordinary="pupil item log_entry reach decided_at lifted_at request",
        other="id",
    ),
    of_the_file("FreshStart", _("een nieuw begin"), by="started_by", ordinary="pupil started_at", other="id"),
    of_the_file(
        "OwnFileChoice",
        _("of de leerling het eigen dossier zelf opent"),
        by="decided_by",
        ordinary="pupil is_open decided_at",
        sensitive="reason",
        other="id",
    ),
    of_the_file(
        "SelfPortrait",
        _("wat leerling en ouders over zichzelf vertellen"),
        by="told_by",
        ordinary="pupil topic shown_to told_at",
        sensitive="text",
        other="id",
    ),
    of_the_file(
        "FamilyContact",
        _("gesprekken met thuis"),
        by="spoken_with written_by",
        ordinary="pupil on_date way written_at",
        sensitive="went_well talked_about agreed",
        other="id",
    ),
)
