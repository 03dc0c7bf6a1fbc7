from datetime import time

from tandem.scheduling.problems.rooms import Stretch, assign_rooms


def at(day, hour):
    return Stretch(day, time(hour), time(hour + 1))


def test_teams_of_one_tutor_share_a_room():
    wanted = {"a": [at(0, 9)], "b": [at(0, 9)], "c": [at(0, 10)]}

    found = assign_rooms(wanted, ["1", "2"], {}, {}, {"a": "ana", "b": "ben", "c": "ana"})

    assert found.fixed["a"] == found.fixed["c"] != found.fixed["b"]


def test_a_team_keeps_the_room_it_had():
    wanted = {"a": [at(0, 9)], "b": [at(0, 9)]}

    found = assign_rooms(wanted, ["1", "2"], {}, {"b": "1"}, {"a": "ana", "b": "ben"})

    assert found.fixed == {"a": "2", "b": "1"}


def test_a_team_that_finds_no_room_for_all_changes_room():
    wanted = {"a": [at(0, 9), at(1, 9)]}

    found = assign_rooms(wanted, ["1", "2"], {"1": [at(0, 9)], "2": [at(1, 9)]}, {}, {"a": "ana"})

    assert (found.fixed, found.by_stretch, found.without) == ({}, {("a", at(0, 9)): "2", ("a", at(1, 9)): "1"}, ())


def test_a_moment_without_a_room_is_named():
    wanted = {"a": [at(0, 9)], "b": [at(0, 9)]}

    found = assign_rooms(wanted, ["1"], {}, {}, {"a": "ana", "b": "ben"})

    assert (found.fixed, found.without) == ({"a": "1"}, (("b", at(0, 9)),))


def test_filling_room_after_room_is_used_where_spreading_leaves_somebody_out():
    # Two short teams in one room leave the other room to the team that needs it all day.
    wanted = {"x": [at(0, 9)], "y": [at(0, 10)], "z": [at(0, 9), at(0, 10), at(0, 11)]}

    found = assign_rooms(wanted, ["1", "2"], {"1": [at(0, 11)]}, {}, {"x": "ana", "y": "ben", "z": "cem"})

    assert found.fixed == {"x": "1", "y": "1", "z": "2"}
