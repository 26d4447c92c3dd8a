"""Our own exercises and cards, in Dutch and English: data files, and the code that reads and checks them."""

from exercises.catalogue.loader import load, load_sources
from exercises.catalogue.model import LANGUAGES, Card, Catalogue, Dose, Exercise, Source, Text
from exercises.catalogue.reading import CatalogueError

__all__ = [
    "LANGUAGES",
    "Card",
    "Catalogue",
    "CatalogueError",
    "Dose",
    "Exercise",
    "Source",
    "Text",
    "load",
    "load_sources",
]
