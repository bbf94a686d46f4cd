"""Notes which collections are not to be embedded until somebody asks: a file a collection, seen by every process."""

from pathlib import Path


class UnembeddedCollections:
    """The collections that are left to be found by words, kept in a folder of the home beside the indexes.

    Not within an index: that may be thrown away and built again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, collection: object) -> bool:
        """Returns whether a collection is left alone; asked again each time, since another process may change it."""
        return (self._folder / str(collection)).exists()

    def add(self, collection: str) -> None:
        """Leaves a collection alone from now on."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / collection).touch()

    def discard(self, collection: str) -> None:
        """Lets a collection be embedded again."""
        (self._folder / collection).unlink(missing_ok=True)
