"""What was written: located YAML, the expression grammar, the AST, and the text of an AST."""

from __future__ import annotations

from .expression import parse_expression
from .format import format_expression
from .ruleset import read_ruleset

__all__ = ["format_expression", "parse_expression", "read_ruleset"]
