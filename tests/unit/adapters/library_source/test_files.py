import io
import random
import tarfile
import zipfile

import pytest

from bedside.adapters.library_source.files import MEBIBYTE, File, Limits, fingerprint, names, read_files
from bedside.core.library.source import ReadFailure
from bedside.errors import InvalidInput, TooLarge


def everything(_name):
    return True


def make_tar(path, members, mode="w:xz"):
    with tarfile.open(path, mode) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def make_zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


MEMBERS = {"set/b.xml": b"<b/>", "set/a.xml": b"<a/>", "set/readme.txt": b"hello"}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("x.tar.xz", make_tar),
        ("x.tar.gz", lambda path, members: make_tar(path, members, "w:gz")),
        ("x.tar", lambda path, members: make_tar(path, members, "w")),
        ("X.ZIP", make_zip),
    ],
)
def test_every_archive_gives_its_wanted_files(tmp_path, name, make):
    path = make(tmp_path / name, MEMBERS)
    found = list(read_files(path, lambda name: name.endswith(".xml")))
    assert found == [File("set/b.xml", b"<b/>"), File("set/a.xml", b"<a/>")]
    assert list(names(path)) == list(MEMBERS)


def test_a_folder_gives_its_files_in_order_without_hidden_ones(tmp_path):
    for name in ("b/2.md", "a.md", "b/1.md", ".git/x.md", "b/.hidden.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [file.path for file in read_files(tmp_path, everything)] == ["a.md", "b/1.md", "b/2.md"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.md").write_text("x")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "link.md").symlink_to(tmp_path / "secret.md")
    assert list(read_files(tmp_path / "set", everything)) == []


@pytest.mark.parametrize("name", ["../../etc/x.xml", "/etc/x.xml", "a/../../x.xml", "..\\x.xml", "C:\\x.xml"])
@pytest.mark.parametrize("kind", ["tar", "zip"])
def test_a_path_out_of_the_archive_is_refused_and_the_rest_read(tmp_path, name, kind):
    members = {name: b"<evil/>", "good.xml": b"<a/>"}
    path = make_zip(tmp_path / "x.zip", members) if kind == "zip" else make_tar(tmp_path / "x.tar.xz", members)
    refused, good = read_files(path, everything)
    assert isinstance(refused, ReadFailure)
    assert "leads out" in refused.reason
    assert good == File("good.xml", b"<a/>")
    assert sorted(p.name for p in tmp_path.rglob("*")) == [path.name]


def test_links_and_devices_in_an_archive_are_left_out(tmp_path):
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
        for name, kind in (("link.xml", tarfile.SYMTYPE), ("fifo.xml", tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert list(read_files(tmp_path / "x.tar.gz", everything)) == []


@pytest.mark.parametrize("make", [lambda p, m: make_tar(p / "x.tar.xz", m), lambda p, m: make_zip(p / "x.zip", m)])
def test_a_bomb_is_stopped_by_its_ratio_before_it_is_unpacked(tmp_path, make):
    path = make(tmp_path, {f"{n}.xml": b"\0" * (8 * MEBIBYTE) for n in range(6)})
    taken = []
    with pytest.raises(TooLarge, match="200 times its size"):
        taken.extend(read_files(path, everything))
    assert sum(len(file.content) for file in read_all_until_refused(path)) <= 32 * MEBIBYTE


def read_all_until_refused(path):
    try:
        yield from read_files(path, everything)
    except TooLarge:
        return


def test_an_archive_of_too_many_members_is_stopped(tmp_path):
    path = make_zip(tmp_path / "x.zip", {f"{n}.xml": b"" for n in range(11)})
    with pytest.raises(TooLarge, match="more than 10 members"):
        list(read_files(path, everything, Limits(members=10)))


def test_an_archive_that_is_too_large_in_all_is_stopped(tmp_path):
    path = make_zip(tmp_path / "x.zip", {f"{n}.xml": b"x" * MEBIBYTE for n in range(4)})
    with pytest.raises(TooLarge, match="more than 2 MB"):
        list(read_files(path, everything, Limits(total_bytes=2 * MEBIBYTE)))


def test_a_member_or_file_that_is_too_large_is_refused_by_itself(tmp_path):
    small = Limits(member_bytes=10)
    path = make_zip(tmp_path / "x.zip", {"large.md": b"x" * 11, "small.md": b"x" * 10})
    refused, good = read_files(path, everything, small)
    assert (refused.where, good.path) == ("large.md", "small.md")
    (tmp_path / "large.md").write_bytes(b"x" * 11)
    (refused,) = read_files(tmp_path / "large.md", everything, small)
    assert "11 bytes, over the limit" in refused.reason


def test_a_member_of_a_zip_that_is_damaged_is_refused_by_itself(tmp_path):
    path = make_zip(tmp_path / "x.zip", {"bad.md": bytes(range(200)) * 9, "good.md": b"good"})
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    refused, good = read_files(path, everything)
    assert "cannot be unpacked" in refused.reason
    assert good.content == b"good"


@pytest.mark.parametrize("name", ["x.tar.xz", "x.tar.gz", "x.zip"])
def test_a_damaged_archive_is_told_of(tmp_path, name):
    members = {f"{n}.xml": random.Random(n).randbytes(5000) for n in range(9)}
    if name.endswith("zip"):
        make_zip(tmp_path / name, members)
    else:
        make_tar(tmp_path / name, members, f"w:{name[-2:]}")
    whole = (tmp_path / name).read_bytes()
    for content in (b"no archive", b"", whole[: len(whole) // 2]):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InvalidInput, match="damaged"):
            list(read_files(tmp_path / name, everything))


def test_a_fingerprint_changes_with_names_and_contents_only(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("a")
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")
    (tmp_path / "two" / "a.md").write_text("b")
    changed = fingerprint(tmp_path / "two")
    (tmp_path / "two" / "a.md").rename(tmp_path / "two" / "b.md")
    assert len({fingerprint(tmp_path / "one"), changed, fingerprint(tmp_path / "two")}) == 3
