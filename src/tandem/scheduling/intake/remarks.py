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
    together: bool = False
    ask_family: bool = False
    left_over: bool = False


def reduced(text: str) -> str:
    """Return a remark in words of our own: what it asks of the timetable, and nothing it says about a child."""
    remark = parse_remark(text)
    said = [
        *(f"niet {window}" for window in remark.not_times),
        *(f"liever niet {window}" for window in remark.rather_not_times),
        *(f"mag {subject} niet missen" for subject in remark.must_not_miss),
    ]
    if remark.together:
        said.append("samen met een ander")
    if remark.ask_family:
        said.append("ouders vragen")
    if remark.left_over:
        said.append("iets anders")
    return "; ".join(said)


def parse_remark(text: str) -> Remark:
    """Read "niet op dinsdag", "wo ochtend liever niet; mag gym niet missen", "samen met Saar"."""
    whole = _one(text)
    if not whole.left_over:
        return whole
    parts = [part for part in re.split(r"[;.\n]|, (?=(?:samen|mag|niet|liever|ouders)\b)", text) if part.strip()]
    remarks = [_one(part) for part in parts]
    return Remark(
        not_times=tuple(window for remark in remarks for window in remark.not_times),
        rather_not_times=tuple(window for remark in remarks for window in remark.rather_not_times),
        must_not_miss=tuple(subject for remark in remarks for subject in remark.must_not_miss),
        together=any(remark.together for remark in remarks),
        ask_family=any(remark.ask_family for remark in remarks),
        left_over=any(remark.left_over for remark in remarks),
    )


def _one(text: str) -> Remark:
    folded = re.sub(r"\(.*?\)", " ", fold(text)).strip(" .!?*")
    if re.search(r"ouders? (?:nog )?(?:vragen|bellen|mailen|informeren)|nog (?:overleggen|vragen)|toestemming", folded):
        return Remark(ask_family=True)
    if _TOGETHER.fullmatch(folded):
        return Remark(together=True)
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
