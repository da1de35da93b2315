"""The picture of tensors: what is drawn where."""

import numpy as np
from matplotlib.patches import FancyArrowPatch, Rectangle

from helpers.plots import plot_tensors
from tests.helpers.drawn import corners, of_kind

DAYS = np.arange(10, 16).reshape(2, 3)


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_names_shapes_and_axes_are_written():
    said = words(plot_tensors([np.array(7), DAYS[0], DAYS, [DAYS, DAYS]]))
    assert [w for w in said if w in ("scalar", "vector", "matrix", "3D tensor")] == [
        "scalar",
        "vector",
        "matrix",
        "3D tensor",
    ]
    assert [w for w in said if w.startswith("shape")] == [
        "shape ()",
        "shape (3,)",
        "shape (2, 3)",
        "shape (2, 2, 3)",
    ]
    axes = [int(w.removeprefix("axis ")) for w in said if w.startswith("axis")]
    assert axes == [0, 0, 1, 0, 1, 2]


def test_of_a_3d_tensor_the_front_and_the_edge_of_the_rest_are_drawn():
    ax = plot_tensors([[DAYS, DAYS + 10]])
    numbers = [int(w) for w in words(ax) if w.isdigit()]
    assert numbers == [*range(10, 16), 20, 21, 22, 25]
    cells = [patch.get_bbox() for patch in of_kind(ax.patches, Rectangle)]
    for k, one in enumerate(cells):
        for other in cells[k + 1 :]:
            assert not one.shrunk(0.99, 0.99).overlaps(other.shrunk(0.99, 0.99))


def test_each_arrow_is_as_long_as_its_axis():
    ax = plot_tensors([DAYS])
    down, across = of_kind(ax.patches, FancyArrowPatch)
    for arrow, length, k in ((down, 2, 1), (across, 3, 0)):
        steps = np.ptp(corners(arrow), axis=0)
        assert abs(steps[k] - length) < 0.1
