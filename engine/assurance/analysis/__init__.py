"""Analysis of rule sets by a solver (z3, extra `xetkhen[analysis]`): what can happen for some records, and what never.

The plan is encoded a third time, in two bits a verdict (`logic`, `spans`, `folding`, `reading`, `deciding`), over facts
that may be unknown (`facts`, `unknowns`). What the solver finds is turned into records (`dossiers`) and judged by the
engine before it is believed.
"""
