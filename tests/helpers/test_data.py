"""The digits come along: whole, exact, the caller's own, and a file that is not them is named."""

import hashlib
import shutil
import struct
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from helpers import data, load_mnist
from tools import lessons

# The published MD5 sums of the four original files: a header of sizes, then the bytes as they are.
ORIGINALS = {
    "train-images": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels": "a25bea736e30d166cdddb491f175f624",
    "t10k-images": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels": "27ae3e4e09519cfbb04c329615203637",
}


def as_original(array):
    """The bytes of the IDX file that holds this array."""
    header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    return header + array.tobytes()


def test_the_digits_are_mnists_byte_for_byte():
    (x_train, y_train), (x_test, y_test) = load_mnist()
    arrays = dict(zip(ORIGINALS, (x_train, y_train, x_test, y_test), strict=True))
    assert {n: hashlib.md5(as_original(a)).hexdigest() for n, a in arrays.items()} == ORIGINALS
    assert {array.dtype for array in arrays.values()} == {np.dtype("uint8")}


def test_the_arrays_are_the_callers_own():
    (images, labels), _ = load_mnist()
    images[:], labels[:] = 7, 7
    (fresh, fresh_labels), _ = load_mnist()
    assert fresh[0].max() == 255 and set(fresh_labels) == set(range(10))


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The path of a copy of the file, in the place of the real one."""
    copied = shutil.copy(data._FILE, tmp_path / "mnist.npz")
    monkeypatch.setattr(data, "_FILE", copied)
    return copied


def test_a_missing_file_is_named_with_the_way_to_get_it_back(file):
    file.unlink()
    with pytest.raises(FileNotFoundError, match=r"mnist.npz is not there.*git checkout") as raised:
        load_mnist()
    assert str(file) in str(raised.value) and "\n" not in str(raised.value)


def cut(content):
    return content[: len(content) // 2]


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (cut, "5,745,259 bytes of something else or of a damaged copy. In the course's folder, "),
        (flipped, "11,490,519 bytes of something else or of a damaged copy"),
        (lambda _: b"", "0 bytes of something else"),
        (lambda _: b"<!DOCTYPE html>", "15 bytes of something else"),
        (
            lambda _: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 11490519\n",
            "a pointer of Git LFS to them: fetch the file itself with `git lfs pull`.",
        ),
    ],
)
def test_what_stands_in_its_place_is_said_in_one_sentence_and_left(change, words, file):
    content = change(file.read_bytes())
    file.write_bytes(content)
    with pytest.raises(ValueError, match="does not hold the MNIST digits, but ") as raised:
        load_mnist()
    assert words in str(raised.value) and "\n" not in str(raised.value)
    assert file.read_bytes() == content


def test_other_arrays_are_not_taken_for_the_digits(file):
    np.savez(file, images=np.zeros(3))
    with pytest.raises(ValueError, match="does not hold the MNIST digits"):
        load_mnist()


@pytest.mark.parametrize("change", [None, cut, lambda _: b"version https://git-lfs"])
def test_a_small_net_that_is_missing_or_damaged_is_named_as_the_digits_are(
    change, tmp_path, monkeypatch
):
    file = tmp_path / "small_net.npz"
    if change:
        file.write_bytes(change(data.SMALL_NET.read_bytes()))
    monkeypatch.setattr(data, "SMALL_NET", file)
    with pytest.raises(
        (FileNotFoundError, ValueError), match="(The|the) small net's weights"
    ) as raised:
        data.load_small_net()
    said = str(raised.value)
    assert str(file) in said and "\n" not in said
    assert "git checkout -- helpers/data/small_net.npz" in said or "git lfs pull" in said


def test_the_wheel_carries_the_digits_and_all_that_the_packages_read(tmp_path):
    copy = tmp_path / "course"
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-texts.md"):
        copy.mkdir(exist_ok=True)
        shutil.copy(lessons.ROOT / name, copy)
    for name in ("helpers", "exercises", "widgets"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(lessons.ROOT / name, copy / name, ignore=ignored)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "."]
    subprocess.run([*command, "--wheel-dir", str(tmp_path)], cwd=copy, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info" not in name}
    files = (p for name in ("helpers", "exercises", "widgets") for p in (copy / name).rglob("*"))
    assert inside == {p.relative_to(copy).as_posix() for p in files if p.is_file()}
