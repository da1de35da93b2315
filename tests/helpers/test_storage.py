"""What a learner saves is kept, and where that cannot be, it is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import storage


def test_the_folder_is_made_where_the_variable_says(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "new" / "folder"))
    assert storage.data_folder() == tmp_path / "new" / "folder"
    assert storage.data_folder().is_dir()
    assert capsys.readouterr().out == ""


def test_what_is_in_it_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    (tmp_path / "digits.keras").write_text("mine")
    assert [file.name for file in storage.data_folder().iterdir()] == ["digits.keras"]


def test_without_the_variable_it_is_the_users_own(monkeypatch):
    monkeypatch.delenv("COURSE_DATA")
    code = "from helpers.storage import _users_own; print(_users_own())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    folder = Path(done.stdout.strip())
    assert folder.name == "neural-networks-first-course"
    assert folder.is_relative_to(Path.home())


@pytest.mark.parametrize("blocked", ["a file", "below a file"])
def test_where_nothing_can_be_kept_it_says_so_and_goes_on(blocked, tmp_path, monkeypatch, capsys):
    file = tmp_path / "file"
    file.write_text("mine")
    monkeypatch.setenv("COURSE_DATA", str(file if blocked == "a file" else file / "below"))
    folder = storage.data_folder()
    printed = capsys.readouterr().out
    assert printed.startswith("Nothing can be kept in ")
    assert printed.count("\n") == 1 and "set COURSE_DATA" in printed
    (folder / "digits.keras").write_text("net")
    assert (storage.data_folder() / "digits.keras").read_text() == "net"
    assert file.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="there ~ is looked up elsewhere")
@pytest.mark.parametrize("named", [None, "~nosuchuser/x", "~/x"])
def test_where_no_home_is_found_it_says_so_and_goes_on(named, monkeypatch, tmp_path, capsys):
    def unknown(*_):
        raise KeyError("no such user")

    for name in ("HOME", "XDG_DATA_HOME", "COURSE_DATA"):
        monkeypatch.delenv(name, raising=False)
    if named:
        monkeypatch.setenv("COURSE_DATA", named)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.setattr("pwd.getpwnam", unknown)
    monkeypatch.chdir(tmp_path)
    assert storage.data_folder().is_dir()
    printed = capsys.readouterr().out
    assert printed.startswith(f"Nothing can be kept in {named or 'your home'} (")
    assert "set COURSE_DATA to" in printed and printed.count("\n") == 1
    assert list(tmp_path.iterdir()) == []  # no folder named ~


def test_a_net_is_saved_whole_or_not_at_all(tmp_path):
    file = tmp_path / "digits.keras"
    with storage.whole(file) as part:
        assert part.suffix == ".keras" and part.parent == tmp_path  # Keras asks for the ending
        part.write_text("first")
    with pytest.raises(OSError, match="full"), storage.whole(file) as part:
        part.write_text("sec")
        raise OSError("the disk is full")
    assert file.read_text() == "first"
    assert list(tmp_path.iterdir()) == [file]


def test_what_was_saved_is_loaded(tmp_path, capsys):
    file = tmp_path / "digits.keras"
    assert storage.load_saved(file, load=Path.read_text) is None
    file.write_text("net")
    assert storage.load_saved(file, load=Path.read_text) == "net"
    assert capsys.readouterr().out == ""


def test_what_cannot_be_loaded_is_set_aside_and_said_so(tmp_path, capsys):
    def fail(path):
        raise ValueError("File not found: " + 30 * "a long sentence of Keras's. ")

    file = tmp_path / "digits.keras"
    file.write_bytes(b"half of a net")
    assert storage.load_saved(file, load=fail) is None
    aside = tmp_path / "digits-unreadable.keras"
    assert list(tmp_path.iterdir()) == [aside] and aside.read_bytes() == b"half of a net"
    said = f"{file} cannot be loaded (ValueError); it is called digits-unreadable.keras now.\n"
    assert capsys.readouterr().out == said
    assert storage.load_saved(file, load=fail) is None  # from then on as if there had been none


def not_a_net(path):
    raise ValueError("no net")


def test_what_was_set_aside_before_is_kept(tmp_path, capsys):
    file = tmp_path / "digits.keras"
    for content in (b"one", None, b"three"):  # the second is a folder, as older ones saved nets
        if content:
            file.write_bytes(content)
        else:
            file.mkdir()
            (file / "saved_model.pb").touch()
        assert storage.load_saved(file, load=not_a_net) is None and not file.exists()
    names = ["digits-unreadable.keras", "digits-unreadable-2.keras", "digits-unreadable-3.keras"]
    first, second, third = (tmp_path / name for name in names)
    assert first.read_bytes() == b"one" and third.read_bytes() == b"three"
    assert (second / "saved_model.pb").exists()
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" it is called ")[1] for line in said] == [f"{n} now." for n in names]


def test_what_cannot_be_set_aside_is_said_and_not_in_the_way(tmp_path, monkeypatch, capsys):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "digits.keras"
    file.write_bytes(b"half of a net")
    monkeypatch.setattr(Path, "rename", refuse)
    assert storage.load_saved(file, load=not_a_net) is None
    said = f"{file} cannot be loaded (ValueError), nor be renamed (Permission denied).\n"
    assert capsys.readouterr().out == said and file.read_bytes() == b"half of a net"


def test_a_net_for_which_there_is_no_memory_keeps_its_name(tmp_path):
    def load(path):
        raise MemoryError

    file = tmp_path / "digits.keras"
    file.write_bytes(b"net")
    with pytest.raises(MemoryError):
        storage.load_saved(file, load)
    assert file.read_bytes() == b"net"


def test_a_file_is_replaced_whole(tmp_path):
    file = tmp_path / "progress.json"
    file.write_text("before")
    storage.write_whole(file, b"after")
    assert file.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("in use by another program")

    file = tmp_path / "progress.json"
    file.write_text("before")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError, match="in use"):
        storage.write_whole(file, b"after")
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]
