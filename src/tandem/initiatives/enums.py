"""Words of this context that rows are made of."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from tandem.core import glossary
from tandem.core.glossary import Word


class FormKind(TextChoices):
    """The forms of tutoring an initiative can take."""

    STUDENT_IN = "student_in", glossary.one(Word.STUDENT_IN)
    STUDENT_OUT = "student_out", glossary.one(Word.STUDENT_OUT)
    ST010 = "st010", glossary.one(Word.ST010)
    HDT = "hdt", glossary.one(Word.HDT)
    REACH = "reach", glossary.one(Word.REACH)
    REACH_COMPREHENSION = "reach_comprehension", glossary.one(Word.REACH_COMPREHENSION)
    SMALL_GROUPS = "small_groups", glossary.one(Word.SMALL_GROUPS)
    MOZ = "moz", glossary.one(Word.MOZ)
    MOZ_ISK = "moz_isk", glossary.one(Word.MOZ_ISK)
    MOZ_SBO = "moz_sbo", glossary.one(Word.MOZ_SBO)
    MOZ_ATTEND = "moz_attend", glossary.one(Word.MOZ_ATTEND)
    LOW_DOSAGE = "low_dosage", glossary.one(Word.LOW_DOSAGE)
    PEER_CROSS = "peer_cross", glossary.one(Word.PEER_CROSS)
    PEER_SAME = "peer_same", glossary.one(Word.PEER_SAME)
    PEER_RECIPROCAL = "peer_reciprocal", glossary.one(Word.PEER_RECIPROCAL)
    BLENDED = "blended", glossary.one(Word.BLENDED)
    HOME = "home", glossary.one(Word.HOME)
    OUTING = "outing", glossary.one(Word.OUTING)
    HOMEWORK = "homework", glossary.one(Word.HOMEWORK)
    SUMMER_FULL = "summer_full", glossary.one(Word.SUMMER_FULL)
    SUMMER_HALF = "summer_half", glossary.one(Word.SUMMER_HALF)
    SUMMER_SPECIAL_FULL = "summer_special_full", glossary.one(Word.SUMMER_SPECIAL_FULL)
    SUMMER_SPECIAL_HALF = "summer_special_half", glossary.one(Word.SUMMER_SPECIAL_HALF)


class Place(TextChoices):
    """Where sessions are held, the place with most people around first."""

    SCHOOL = "school", _("op school")
    NEIGHBOURHOOD = "neighbourhood", _("bij een vereniging of in de buurt")
    OUTSIDE = "outside", _("op stap")
    HOME = "home", _("bij het gezin thuis")


class ParentContact(TextChoices):
    """How often somebody speaks with parents, the least first; a conversation begins with what goes well (R-NEV-07)."""

    PERIOD = "period", _("aan het begin, halverwege en aan het eind")
    MONTH = "month", _("elke maand")
    FORTNIGHT = "fortnight", _("om de twee weken")
    WEEK = "week", _("elke week")
    SESSION = "session", _("elke keer")


class Emphasis(TextChoices):
    """What weighs more when a plan cannot give everybody everything."""

    BALANCED = "balanced", _("alles in evenwicht")
    CONTINUITY = "continuity", _("bij dezelfde tutor en op hetzelfde uur blijven")
    REACH = "reach", _("zo veel mogelijk leerlingen een plek")
    SMALL = "small", _("groepjes zo klein mogelijk")


class InitiativeStatus(TextChoices):
    PREPARING = "preparing", _("in voorbereiding")
    ACTIVE = "active", _("loopt")
    ENDED = "ended", _("afgelopen")


class Priority(IntegerChoices):
    """The school's own word for how soon; the number is the base need in the plan."""

    NORMAL = 1000, _("kan wachten")
    SOON = 1300, _("graag snel")
    FIRST = 1700, _("eerst")


class RequestStatus(TextChoices):
    WAITING = "waiting", _("wacht op een plek")
    PLACED = "placed", _("heeft een plek")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    ENDED = "ended", _("afgerond")


class PartnerGroup(TextChoices):
    """The seven partner groups an initiative has goals for, and whose expectations are asked (000 §5)."""

    PUPILS = "pupils", glossary.many(Word.PUPIL)
    TUTORS = "tutors", glossary.many(Word.TUTOR)
    PARENTS = "parents", _("ouders")
    TEACHERS = "teachers", glossary.many(Word.TEACHER)
    SCHOOL = "school", _("school")
    LECTURERS = "lecturers", _("docenten van de opleiding")
    COLLEGE = "college", _("hogeschool of universiteit")

    @property
    def called(self) -> str:
        """The group's name within a sentence: most are people, two are a house."""
        houses = {PartnerGroup.SCHOOL: _("de school"), PartnerGroup.COLLEGE: _("de hogeschool of universiteit")}
        return str(houses.get(self, self.label))


class StartPoint(TextChoices):
    """What partners agree before the start: the nine agreements of quality standard 1, and equal opportunities."""

    ACTIVITIES = "activities", _("wat tutors doen")
    GOALS = "goals", _("doelen")
    CONTACTS = "contacts", _("bij wie je terechtkunt")
    TRAINING = "training", _("vorming van de tutors")
    MOMENTS = "moments", _("waar, wanneer en hoe vaak")
    ABSENCES = "absences", _("als iemand er niet is")
    INSTRUMENTS = "instruments", _("hoe we zien wat het oplevert")
    COOPERATION = "cooperation", _("hoe we samenwerken")
    GUIDANCE = "guidance", _("CLB en begeleidingsdienst")
    EQUAL_CHANCES = "equal_chances", _("gelijke kansen")


class PointState(TextChoices):
    DISCUSSED = "discussed", _("in bespreking")
    AGREED = "agreed", _("afgesproken")


class Strand(TextChoices):
    """The three strands of a tutor's training (R-VLOR-9.1c)."""

    DIDACTIC = "didactic", _("didactisch")
    PEDAGOGICAL = "pedagogical", _("pedagogisch")
    RELATIONAL = "relational", _("relationeel")


class Layer(TextChoices):
    """What a training works on: attitudes come before all else (R-RT-5.1e)."""

    ATTITUDES = "attitudes", _("houding")
    SKILLS = "skills", _("vaardigheden en kennis")


class Topic(TextChoices):
    """What a training dealt with, as far as something follows from it."""

    BOND = "bond", _("de band met de leerling")
    SUBJECT = "subject", _("het vak, en hoe deze school het uitlegt")
    GROUPS = "groups", _("werken met een groepje")
    DIVERSITY = "diversity", _("omgaan met verschil")
    LANGUAGE = "language", _("heldere taal, ook met ouders")


class GatheringKind(TextChoices):
    TRAINING = "training", _("vorming")
    INTERVISION = "intervision", _("intervisie")
    REFLECTION = "reflection", _("reflectiemoment")


class Came(TextChoices):
    PRESENT = "present", _("was er")
    ABSENT = "absent", _("was er niet")
    EXEMPT = "exempt", _("kan dit al: vrijgesteld")


class SkillKind(TextChoices):
    """What must be known of a tutor before they get certain work."""

    MASTERY = "mastery", _("beheerst de leerstof")
    GROUPS = "groups", _("kan met een groepje werken")
    EXPERIENCED = "experienced", _("staat ervaren voor de klas")


class EngagementForm(TextChoices):
    """As what somebody tutors (R-ROT-1.1b)."""

    INTERNSHIP = "internship", _("stage of vak in de opleiding")
    VOLUNTEER = "volunteer", _("vrijwilliger")
    PAID = "paid", _("betaalde bijbaan")
    EMPLOYED = "employed", _("in dienst, binnen de eigen opdracht")
    PUPIL = "pupil", _("leerling die leerlingen helpt")


class Per(TextChoices):
    DAY = "day", _("per dag")
    HOUR = "hour", _("per uur")


class AgreementWay(TextChoices):
    PAGE = "page", _("zelf, op de eigen bladzijde")
    PAPER = "paper", _("op papier")


class ApplicationStatus(TextChoices):
    ASKED = "asked", _("adres nog niet bevestigd")
    NEW = "new", _("nieuw")
    INVITED = "invited", _("uitgenodigd voor een gesprek")
    WELCOMED = "welcomed", _("welkom")
    THANKED = "thanked", _("bedankt")


class Continuity(TextChoices):
    """How a child goes on after a short placement (R-VLOR-9.2b)."""

    VOLUNTEER = "volunteer", _("de student gaat door als vrijwilliger")
    NEXT = "next", _("een volgende stage sluit aan")
    SUCCESSOR = "successor", _("een opvolger, met overlap")


class StudyDesign(TextChoices):
    """With whom children are compared; it decides how may be spoken of what is found (R-NEV-18)."""

    COMPARISON = "comparison", _("klassen die wachten, door de scholen gekozen")
    LOTTERY = "lottery", _("klassen die wachten, door het lot gekozen")

    @property
    def statement(self) -> str:
        """How an outcome is called, wherever it is shown."""
        said = {
            StudyDesign.COMPARISON: _("vergelijkingsgroep, niet gerandomiseerd"),
            StudyDesign.LOTTERY: _("vergelijkingsgroep, gerandomiseerd"),
        }
        return str(said[self])


class Arm(TextChoices):
    TAKES_PART = "takes_part", _("begint")
    WAITS = "waits", _("wacht, en begint daarna")


class StudyMoment(TextChoices):
    START = "start", _("begin")
    MIDDLE = "middle", _("midden")
    END = "end", _("einde")
