"""The referee and the problems it comes with, where the shared material stands beside the checkout."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def shared_folder() -> Path | None:
    """Return the shared material, beside this checkout or where TANDEM_SHARED says."""
    named = os.environ.get("TANDEM_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in CHECKOUT.parents]
    return next((place for place in places if (place / "planning" / "check.py").is_file()), None)


def _module(name: str) -> ModuleType:
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared material (../shared/planning) is not beside this checkout: nothing to compare with")
    path = folder / "planning" / f"{name}.py"
    full_name = f"shared_planning_{name}"
    if full_name not in sys.modules:
        spec = importlib.util.spec_from_file_location(full_name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[full_name] = module
        spec.loader.exec_module(module)
    return sys.modules[full_name]


def evaluate(problem: dict[str, Any], solution: dict[str, Any]) -> dict[str, Any]:
    """Return what the referee says of a solution."""
    return _module("check").evaluate(problem, solution)


def make() -> ModuleType:
    """Return the maker of problems."""
    return _module("make")


def by_hand(problem: dict[str, Any]) -> dict[str, Any]:
    """Return the plan a careful coordinator would make, groups allowed."""
    sys.modules.setdefault("check", _module("check"))
    return _module("by_hand").plan(problem, True)
