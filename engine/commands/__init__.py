"""What each command does: it reads its arguments, calls the engine, prints, and sets the exit code.

One module per command, or a small group of them; what they share is in `options`, `exits`, `told` and `files`. Modules
of the engine are imported inside the functions, so that `xetkhen --help` answers at once.
"""
