"""Where state lies: the home's folder, the records, objects and models in it, each at the address of its setting."""

from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from bedside.adapters.records.sqlite import (
    SqliteAnswerStore,
    SqliteConversationStore,
    SqliteDatabase,
    SqliteDocumentStore,
)
from bedside.adapters.registry.folder import FolderModelRegistry
from bedside.errors import Misconfigured
from bedside.ports import ObjectStore
from bedside.settings import Settings


class Stores:
    """What keeps state, by `Settings`. Nothing is opened or made before it is asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def home(self) -> Path:
        """Returns the folder of all state, made if needed. Raises Misconfigured where it cannot be."""
        home = self.settings.home.absolute()
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Misconfigured(
                "BEDSIDE_HOME cannot be made or written", next_step="Set it to a folder you may write."
            ) from error
        return home

    @cached_property
    def database(self) -> SqliteDatabase:
        """Returns the records' database."""
        address = self.settings.address("records")
        if not address.startswith("sqlite:"):
            raise not_built("BEDSIDE_RECORDS_URL", "sqlite:///…")
        _ = self.home
        return SqliteDatabase(address)

    @cached_property
    def documents(self) -> SqliteDocumentStore:
        """Returns the library's documents."""
        return SqliteDocumentStore(self.database)

    @cached_property
    def conversations(self) -> SqliteConversationStore:
        """Returns the conversations."""
        return SqliteConversationStore(self.database)

    @cached_property
    def answers(self) -> SqliteAnswerStore:
        """Returns the stored answers."""
        return SqliteAnswerStore(self.database)

    @cached_property
    def objects(self) -> ObjectStore:
        """Returns the object store."""
        from bedside.adapters.objects.folder import FolderObjectStore

        return FolderObjectStore(folder_of(self.settings.address("objects"), "BEDSIDE_OBJECTS_URL"))

    @cached_property
    def registry(self) -> FolderModelRegistry:
        """Returns the model registry."""
        return FolderModelRegistry(folder_of(self.settings.address("registry"), "BEDSIDE_REGISTRY_URL"))


def folder_of(address: str, variable: str) -> Path:
    """Returns the folder of a setting's address. Raises Misconfigured where it is no folder."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        raise not_built(variable, "file://…")
    if parts.netloc not in {"", "localhost"}:  # else what was meant as a folder's first part would be dropped
        raise Misconfigured(
            f"{variable} names a machine in place of a folder",
            next_step="Write three slashes and the whole path: file:///path/to/folder.",
        )
    return Path(parts.path)


def not_built(variable: str, possible: str) -> Misconfigured:
    """Returns the error of a setting that names what is not there."""
    return Misconfigured(
        f"{variable} names an adapter that is not there",
        next_step=f"Use {possible}; docs/roadmap.md says what is next.",
    )
