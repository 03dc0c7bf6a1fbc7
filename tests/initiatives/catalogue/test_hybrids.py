"""Two forms in one: the stricter rule holds and says where it came from."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem.initiatives.catalogue import TEMPLATES, Gate, Origin, Template, Training, Unit, combine, hybrid
from tandem.initiatives.catalogue.hybrids import BOTH_ASK, LARGER, SMALLER, SMALLER_OR_NONE
from tandem.initiatives.enums import Emphasis, FormKind, ParentContact, Place
from tandem.people.enums import ConsentParty, TutorKind

# A busy machine draws slowly; that says nothing about the rules.
AT_EASE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

few = st.integers(0, 60)
some = st.integers(1, 60)
limits = st.none() | some
subjects = st.frozensets(st.sampled_from(["taal", "rekenen", "lezen"]))


@st.composite
def templates(draw: st.DrawFn) -> Template:
    group_min = draw(some)
    in_school = draw(st.booleans())
    return Template(
        minutes=draw(some),
        minutes_least=draw(some),
        group_min=group_min,
        group_max=group_min + draw(few),
        level_spread=draw(few),
        sessions_per_week=draw(some),
        sessions_least=draw(some),
        weeks=draw(some),
        weeks_least=draw(some),
        in_school_time=in_school,
        after_school=draw(st.booleans()) or not in_school,
        in_holidays=draw(st.booleans()),
        fetch_minutes=draw(few),
        attend_minutes=draw(few),
        cycle_weeks=draw(some),
        missed_at_most=draw(some),
        max_away=draw(limits),
        classmates=draw(st.booleans()),
        group_limit=draw(limits),
        unit=draw(st.sampled_from(Unit)),
        place=draw(st.sampled_from(Place)),
        tutors=draw(st.frozensets(st.sampled_from(TutorKind), min_size=1)),
        training=draw(st.frozensets(st.sampled_from(Training))),
        training_days=draw(few),
        sharing_every_weeks=draw(few),
        parent_contact=draw(st.sampled_from(ParentContact)),
        consents=draw(st.frozensets(st.sampled_from(ConsentParty))),
        gates=draw(st.frozensets(st.sampled_from(Gate))),
        protected=draw(subjects),
        subjects=draw(subjects),
        emphasis=draw(st.sampled_from(Emphasis)),
        reciprocal=draw(st.booleans()),
    )


def looser(found: Template, asked: Template) -> list[str]:
    """Return the rules in which one template asks less than another."""
    rules = [name for name in LARGER if getattr(found, name) < getattr(asked, name)]
    rules += [name for name in SMALLER if getattr(found, name) > getattr(asked, name)]
    rules += [name for name in BOTH_ASK if not getattr(found, name) >= getattr(asked, name)]
    for name in SMALLER_OR_NONE:
        own, limit = getattr(found, name), getattr(asked, name)
        if limit is not None and (own is None or own > limit):
            rules.append(name)
    order = list(ParentContact)
    if order.index(found.parent_contact) < order.index(asked.parent_contact):
        rules.append("parent_contact")
    if found.classmates and not asked.classmates:
        rules.append("classmates")
    if asked.sharing_every_weeks and not 0 < found.sharing_every_weeks <= asked.sharing_every_weeks:
        rules.append("sharing_every_weeks")
    if found.group_min < asked.group_min and found.group_min != found.group_max:  # a smaller group goes first
        rules.append("group_min")
    return rules


@AT_EASE
@given(templates(), templates())
def test_the_order_of_two_forms_does_not_matter(one: Template, other: Template):
    assert combine(one, other) == combine(other, one)


@AT_EASE
@given(templates(), templates())
def test_a_hybrid_is_never_looser_than_either_form(one: Template, other: Template):
    both = combine(one, other)

    assert (looser(both, one), looser(both, other)) == ([], [])


@AT_EASE
@given(templates())
def test_a_form_with_itself_is_that_form(one: Template):
    assert combine(one, one) == one


@AT_EASE
@given(templates(), templates())
def test_every_rule_on_which_two_forms_differ_names_where_it_came_from(one: Template, other: Template):
    found = hybrid({"one": one, "other": other})

    assert hybrid({"other": other, "one": one}) == found
    assert [origin for origin in found.origins if not origin.parents] == []
    assert {origin.rule for origin in found.origins} >= {
        name for name in LARGER | SMALLER | {"classmates"} if getattr(one, name) != getattr(other, name)
    }


def test_s_15_hdt_with_older_pupils_keeps_the_stricter_of_both():
    found = hybrid({kind: TEMPLATES[kind] for kind in (FormKind.HDT, FormKind.PEER_CROSS)})

    template = found.template
    assert (template.sessions_per_week, template.group_max, template.max_away) == (5, 1, 4)
    assert template.consents == {ConsentParty.GUARDIAN, ConsentParty.PUPIL}
    assert {
        origin
        for origin in found.origins
        if origin.rule in ("sessions_per_week", "group_max", "max_away", "consents")
        or origin.value in (Training.PEER_TUTOR, Training.SUBJECT, Gate.TRAINING)
    } == {
        Origin("sessions_per_week", 5, frozenset({"hdt"})),
        Origin("group_max", 1, frozenset({"peer_cross"})),
        Origin("max_away", 4, frozenset({"peer_cross"})),
        Origin("consents", ConsentParty.GUARDIAN, frozenset({"peer_cross"})),
        Origin("consents", ConsentParty.PUPIL, frozenset({"peer_cross"})),
        Origin("training", Training.PEER_TUTOR, frozenset({"peer_cross"})),
        Origin("training", Training.SUBJECT, frozenset({"hdt"})),
        Origin("gates", Gate.TRAINING, frozenset({"hdt", "peer_cross"})),
    }
