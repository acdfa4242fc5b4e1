"""What the package needs: with bounds on both sides, locked for CI, and its licences told."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[(?P<extras>[\w,-]+)\])?(?P<bounds>.*)")
UNLOCKED = {"atheris"}  # of the extra `fuzz`, which CI does not install
WORDS = {"psf": "python software foundation", "apache-2.0": "apache"}  # as classifiers write them


def requirements() -> dict[str, str]:
    """The bounds of every package that is named anywhere, the project's own extras left out."""
    rows = [
        *PROJECT["dependencies"],
        *(r for extra in PROJECT["optional-dependencies"].values() for r in extra),
    ]
    found = [match for row in rows if (match := REQUIREMENT.fullmatch(row))]
    assert len(found) == len(rows)
    return {m["name"].lower(): m["bounds"] for m in found if m["name"] != "checker"}


def locked() -> dict[str, str]:
    lines = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def told() -> dict[str, tuple[str, str]]:
    """Package -> version and licence, as docs/licences.md has them."""
    rows = re.findall(
        r"^\| ([\w.-]+)[^|]*\| ([\d.]+) \| ([^|]+) \|$",
        (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {name.lower(): (version, licence) for name, version, licence in rows}


def version_tuple(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize("name", requirements())
def test_bounds_hold_the_locked_version(name: str) -> None:
    bounds = requirements()[name]
    lowest, _, highest = bounds.partition(",<")
    assert bounds.startswith("==") or (lowest.startswith(">=") and highest), f"{name}{bounds}"
    if name in UNLOCKED or bounds.startswith("=="):
        return
    version = version_tuple(locked()[name])
    assert version_tuple(lowest) <= version < version_tuple(highest), (
        f"{name}: {bounds}, locked {locked()[name]}"
    )


def test_every_licence_is_told_with_its_locked_version() -> None:
    rows = told()
    assert set(rows) == set(requirements())
    assert {n: v for n, (v, _) in rows.items() if n not in UNLOCKED} == {
        n: locked()[n] for n in rows if n not in UNLOCKED
    }


def test_the_licences_are_those_that_the_packages_declare() -> None:
    for name, (_, licence) in told().items():
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        declared = " ".join(
            [
                about.get("License-Expression") or "",
                (about.get("License") or "")[:200],
                *(about.get_all("Classifier") or []),
            ]
        ).lower()
        first = re.split(r"[ -]", licence.lower())[0]
        if "license" in declared or about.get("License-Expression"):
            assert WORDS.get(licence.lower(), first) in declared, (
                f"{name}: {licence} is not in {declared[:300]}"
            )
