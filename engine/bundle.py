"""Where the shipped rule sets are: beside the code in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def rules_dir() -> Path:
    """Return the folder that holds one folder per shipped rule set."""
    packed = _HERE / "_rules"
    return packed if packed.is_dir() else _HERE.parent / "rules"


def shipped() -> tuple[str, ...]:
    """Return the ids of the shipped rule sets, sorted."""
    root = rules_dir()
    return tuple(sorted(p.name for p in root.iterdir() if (p / "rules.yaml").is_file())) if root.is_dir() else ()


def rule_file(ruleset: str) -> Path:
    """Return the rules file for a shipped id, a folder or a file path; it may not exist."""
    path = Path(ruleset)
    if path.is_dir():
        return path / "rules.yaml"
    if path.suffix in {".yaml", ".yml"} or path.exists():
        return path
    return rules_dir() / ruleset / "rules.yaml"
