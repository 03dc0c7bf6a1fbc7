"""The two purposes that go past every wall are entered in the places named here, and nowhere else."""

import ast
from pathlib import Path

import tandem

SOURCE = Path(tandem.__file__).parent
EVERYWHERE = {"PERSON", "KEEPING"}


def places() -> set[tuple[str, str]]:
    """Return in which files these purposes are named, outside the walls themselves."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        name = str(file.relative_to(SOURCE))
        if file.name == "walls.py" or name == "core/isolation/purposes.py":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in EVERYWHERE and ast.unparse(node.value) == "Purpose":
                found.add((name, node.attr))
    return found


def test_only_answering_for_one_person_and_keeping_no_longer_go_past_every_wall():
    assert places() == {
        ("config/keys.py", "KEEPING"),
        ("privacy/tasks.py", "KEEPING"),
        ("web/family/everything.py", "PERSON"),
        ("web/privacy/papers.py", "KEEPING"),
        ("web/privacy/people.py", "PERSON"),
    }
