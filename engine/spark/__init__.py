"""The same evaluation past one machine: parts of the records judged apart, and what depends on everybody over all.

A dossier is cut into parts (`cutting`): a row stays with its owner and all that hangs on it. The evaluator's own stages
judge each part (`stages`) up to the first thing that only all parts together can say (`wanted`): the places in a
selection (`contests`), a best, sum or mean over all rows (`peers`), what follows from a profile of gates. That is found
over all parts, told to each (`rounds`), and the work goes on. `cluster` does so with Spark, `ranking` selects there,
`results` is what is written. Nothing but `cluster`, `ranking` and `session` knows Spark.
"""

from __future__ import annotations
