"""Text from before Unicode, and text that was converted once too often: found, read, and converted on request.

`syllables` knows how a Vietnamese word may be spelled, `tables` what the old encodings mean, `readers` what a
word would be under each, `verdict` weighs the words of a column, `repair` proposes, `grid` looks at a sheet.
Nothing here changes a text that nobody asked to change.
"""
