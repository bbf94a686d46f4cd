"""Models in a folder: a version only when complete, refused when its bytes are not its manifest's."""

import hashlib
import json
from pathlib import Path

import pytest

from bedside.adapters.registry import folder
from bedside.adapters.registry.folder import FolderModelRegistry
from bedside.errors import Corrupt, NotFound


@pytest.fixture
def registry(tmp_path: Path) -> FolderModelRegistry:
    return FolderModelRegistry(tmp_path)


def save(registry: FolderModelRegistry, weight: int) -> str:
    return registry.save("ranker", {"weight": weight}, {"trained_on": "train"})


def test_the_models_of_the_package_are_live_until_another_is_promoted(registry: FolderModelRegistry) -> None:
    shipped = registry.live("ranker")
    assert (save(registry, 1), save(registry, 2)) == ("v0001", "v0002")
    assert registry.live("ranker") == shipped
    registry.promote("ranker", "v0002")
    assert registry.live("ranker") == {"weight": 2, "version": "ranker-v0002"}
    assert [(version, live) for version, live, _ in registry.versions("ranker")] == [("v0001", False), ("v0002", True)]


def test_a_model_made_here_never_shares_its_version_with_the_one_of_the_package(registry: FolderModelRegistry) -> None:
    shipped = registry.live("ranker")
    registry.promote("ranker", registry.save("ranker", shipped, {}))
    assert registry.live("ranker")["version"] == "ranker-v0001"
    assert shipped["version"] == f"ranker-{registry.shipped('ranker')[0]}" != "ranker-v0001"


def test_a_manifest_keeps_what_it_was_given_and_the_sha256(registry: FolderModelRegistry) -> None:
    save(registry, 1)
    (entry,) = registry.versions("ranker")
    assert entry[2]["trained_on"] == "train"
    assert len(entry[2]["sha256"]) == 64


def test_a_changed_model_is_refused(registry: FolderModelRegistry, tmp_path: Path) -> None:
    registry.promote("ranker", save(registry, 1))
    model = tmp_path / "ranker/v0001/model.json"
    model.write_bytes(model.read_bytes().replace(b"1", b"2", 1))
    with pytest.raises(Corrupt, match="not what its manifest says"):
        registry.live("ranker")


@pytest.mark.parametrize("content", [b"", b"no JSON", b"[]", b"\xff"])
def test_a_model_that_is_no_object_is_refused_though_its_manifest_vouches_for_it(
    registry: FolderModelRegistry, tmp_path: Path, content: bytes
) -> None:
    registry.promote("ranker", save(registry, 1))
    (tmp_path / "ranker/v0001/model.json").write_bytes(content)
    manifest = {"sha256": hashlib.sha256(content).hexdigest()}
    (tmp_path / "ranker/v0001/manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(Corrupt, match="cannot be read") as refused:
        registry.live("ranker")
    assert "bedside model list" in refused.value.next_step


@pytest.mark.parametrize("manifest", ["", "no JSON", "[]", "{}", '{"sha256": null}'])
def test_a_manifest_that_cannot_vouch_is_refused(registry: FolderModelRegistry, tmp_path: Path, manifest: str) -> None:
    registry.promote("ranker", save(registry, 1))
    (tmp_path / "ranker/v0001/manifest.json").write_text(manifest)
    with pytest.raises(Corrupt) as refused:
        registry.live("ranker")
    assert refused.value.next_step


def test_a_missing_manifest_is_no_free_pass(registry: FolderModelRegistry, tmp_path: Path) -> None:
    registry.promote("ranker", save(registry, 1))
    (tmp_path / "ranker/v0001/manifest.json").unlink()
    with pytest.raises(Corrupt):
        registry.live("ranker")


def test_a_save_that_breaks_off_takes_no_version(
    registry: FolderModelRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(registry, 1)
    with monkeypatch.context() as broken:
        broken.setattr(folder, "write_model", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            save(registry, 2)
    assert [version for version, _, _ in registry.versions("ranker")] == ["v0001"]
    assert save(registry, 3) == "v0002"
    registry.promote("ranker", "v0002")
    assert registry.live("ranker")["weight"] == 3


@pytest.mark.parametrize("version", ["v0009", "../..", ""])
def test_only_what_is_stored_can_be_promoted(registry: FolderModelRegistry, version: str) -> None:
    save(registry, 1)
    with pytest.raises(NotFound):
        registry.promote("ranker", version)


@pytest.mark.parametrize(
    ("name", "version"),
    [("ranker", "../ranker/v0001"), ("../models/ranker", "v0001"), ("ranker", "./v0001"), ("ranker", "v1"), ("", "")],
)
def test_a_path_is_no_name_and_no_version(tmp_path: Path, name: str, version: str) -> None:
    registry = FolderModelRegistry(tmp_path / "models")
    save(registry, 1)
    (tmp_path / "models/ranker/v1").symlink_to("v0001")
    with pytest.raises(NotFound):
        registry.promote(name, version)
    assert not list(tmp_path.rglob("live"))


def test_no_path_is_rolled_back_or_listed(tmp_path: Path) -> None:
    registry = FolderModelRegistry(tmp_path / "models")
    registry.promote("ranker", save(registry, 1))
    with pytest.raises(NotFound):
        registry.use_shipped("../models/ranker")
    with pytest.raises(NotFound):
        registry.versions("../models/ranker")
    assert (tmp_path / "models/ranker/live").exists()


def test_a_name_without_any_model_is_not_found(registry: FolderModelRegistry) -> None:
    with pytest.raises(NotFound):
        registry.live("nothing-such")


def test_every_model_of_the_package_vouches_for_itself() -> None:
    shipped = Path(folder.__file__).parents[2] / "models"
    names = sorted(path.parent.name for path in shipped.glob("*/model.json"))
    assert {"abstention", "ranker"} <= set(names)
    for name in names:
        registry = FolderModelRegistry(Path("nowhere"))
        version, manifest = registry.shipped(name)
        assert version == f"shipped-{manifest['sha256'][:8]}"
        body = json.loads((shipped / name / "model.json").read_bytes())
        assert registry.live(name) == body | {"version": f"{name}-{version}"}


def test_every_model_of_the_package_names_the_files_it_learned_from() -> None:
    sets = Path(__file__).parents[4] / "benchmarks/sets"
    for path in (Path(folder.__file__).parents[2] / "models").glob("*/manifest.json"):
        manifest = json.loads(path.read_bytes())
        hashes = {name: hashlib.sha256((sets / name).read_bytes()).hexdigest() for name in manifest["files"]}
        assert manifest["files"] == hashes
        assert manifest.get("data_sha256") != hashlib.sha256(b"").hexdigest()
