"""Fuzzing the import: `python -m tests.fuzz --minutes 10` spoils good files; what it found is kept in `corpus/`."""
