"""The whole walk takes minutes, so it is asked for: `script/check access`. Its requests and seconds are told."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "walk" in (config.option.markexpr or ""):
        return
    whole = [item for item in items if item.get_closest_marker("walk")]
    if whole:
        config.hook.pytest_deselected(items=whole)
        items[:] = [item for item in items if item not in whole]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for found in terminalreporter.stats.values() for report in found]
    walks = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "walk"
    ]
    if walks:
        asked, seconds = (sum(walk[part] for walk in walks) for part in (0, 1))
        terminalreporter.write_line(f"Access: {asked} requests in {seconds:.0f} seconds of walking.")
