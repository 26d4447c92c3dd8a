"""Exercises of other collections: a file whole or not at all, hidden until a physio reviews."""

from exercises.importing.importer import FORMATS, Imported, import_file
from exercises.importing.reading import Broken

__all__ = ["FORMATS", "Broken", "Imported", "import_file"]
