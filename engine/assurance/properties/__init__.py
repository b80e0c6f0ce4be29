"""Laws over generated records: what must hold of a rule set whatever it is given; and strategies for one's own tests.

`dossiers("quan-12-2020")` is a Hypothesis strategy of campaigns that a rule set may be given, read and ready to be
evaluated; `laws("quan-12-2020")` are its laws, each to be tried by `.hold()` (docs/laws.md).
"""
