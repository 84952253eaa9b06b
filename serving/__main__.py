"""``python -m serving`` is the command ``cargolens``."""

from serving.cli import main

main()
