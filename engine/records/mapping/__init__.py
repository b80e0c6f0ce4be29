"""The mapping file: what a person settled about workbooks that do not say it themselves.

It names columns, sheets, spellings and habits once, in a small file that can be read and edited by hand, and serves the
next forty books. It is a record like the others: its content is part of the hash of what was judged.
"""
