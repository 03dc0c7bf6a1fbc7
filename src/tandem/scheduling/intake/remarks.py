"""What a remark beside a pupil asks for, in the few forms that can be kept; the rest is left to people."""

import re
from dataclasses import dataclass

from tandem.scheduling.intake.availability import TwoReadings, Window, parse_availability
from tandem.scheduling.intake.fields import SUBJECTS
from tandem.scheduling.intake.text import Unclear, fold

_MISS = re.compile(r"(?:mag|wil|moet|kan)?\s*(?:geen|niet)?\s*([a-z]+)\s*(?:niet\s*)?missen")
_RATHER_NOT = re.compile(r"liever niet|bij voorkeur niet|niet graag|liefst niet")
_TOGETHER = re.compile(r"(?:samen|graag|duo|groepje)\s*(?:met|bij)\s+(.+)")


@dataclass(frozen=True, slots=True)
class Remark:
    """What was understood; `left_over` tells that somebody must still read it."""

    not_times: tuple[Window, ...] = ()
    rather_not_times: tuple[Window, ...] = ()
    must_not_miss: tuple[str, ...] = ()
    together_with: str = ""
    ask_family: bool = False
    left_over: bool = False


def parse_remark(text: str) -> Remark:
    """Read "niet op dinsdag", "wo ochtend liever niet", "mag gym niet missen", "samen met Saar"."""
    folded = re.sub(r"\(.*?\)", " ", fold(text)).strip(" .!?*")
    if re.search(r"ouders? (?:nog )?(?:vragen|bellen|mailen|informeren)|nog (?:overleggen|vragen)|toestemming", folded):
        return Remark(ask_family=True)
    if match := _TOGETHER.fullmatch(folded):
        return Remark(together_with=text[-len(match[1]) :].strip())
    if match := _MISS.fullmatch(folded):
        subject = match[1]
        return Remark(must_not_miss=(SUBJECTS.get(subject, subject),))
    rather = bool(_RATHER_NOT.search(folded))
    words = _RATHER_NOT.sub(" ", folded) if rather else re.sub(r"\b(?:niet|geen|nooit|kan niet)\b", " ", folded)
    if rather or words != folded:
        try:
            windows = parse_availability(words.strip())
        except TwoReadings as doubt:
            windows = doubt.readings[0]
        except Unclear:
            return Remark(left_over=True)
        return Remark(rather_not_times=windows) if rather else Remark(not_times=windows)
    return Remark(left_over=True)
