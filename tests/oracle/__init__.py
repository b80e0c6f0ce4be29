"""The oracle: generated rule sets and dossiers, judged three times over; what differs is a fault of one of them.

`python -m tests.oracle` runs it at length (docs/oracle.md); the ordinary tests run a little of it, and every case of
`corpus/` again.
"""
