"""The pictures of tensor operations: what is drawn where, and who is told what is wrong."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from helpers.plots import plot_broadcast, plot_matmul, plot_point_grid


def words(ax):
    """Return all texts of a picture, in the order in which they were drawn."""
    return [text.get_text() for text in ax.texts]


def cells(ax):
    """Return the cells of a picture; hatches lie on top of them in patches of their own."""
    return [patch for patch in ax.patches if not patch.get_hatch()]


def figures_are_inside(ax):
    """Tell whether every text lies within the figure."""
    figure = ax.get_figure()
    figure.canvas.draw()
    width, height = figure.get_size_inches() * figure.dpi
    boxes = [text.get_window_extent() for text in ax.texts]
    return all(b.x0 >= 0 and b.y0 >= 0 and b.x1 <= width and b.y1 <= height for b in boxes)


class TestPlotBroadcast:
    def test_labels_every_stage_with_its_shape(self):
        ax = plot_broadcast((3, 1), (4,))
        shapes = [word for word in words(ax) if word.startswith("(")]
        assert shapes == ["(3, 1)", "(3, 1)", "(3, 4)", "(4,)", "(1, 4)", "(3, 4)", "(3, 4)"]

    @pytest.mark.parametrize(
        ("left", "right"),
        [((2, 1), (1,)), ((2, 3), (3,)), ((3,), (3, 1)), ((), (2, 2)), ((4,), (4,)), (3, (2, 3))],
    )
    def test_draws_the_sum_that_numpy_gives(self, left, right):
        ax = plot_broadcast(left, right)
        left, right = np.empty(left).shape, np.empty(right).shape
        total = 10 * np.arange(1, np.prod(left, dtype=int) + 1).reshape(left) + np.arange(
            1, np.prod(right, dtype=int) + 1
        ).reshape(right)
        numbers = [word for word in words(ax) if word.isdigit()]
        assert numbers[-total.size :] == [str(value) for value in total.ravel()]

    def test_copies_differ_by_their_edge_and_not_by_colour_alone(self):
        copies = [p for p in cells(plot_broadcast((3, 1), (4,))) if p.get_linestyle() == "--"]
        assert len(copies) == 3 * 3 + 2 * 4
        assert {to_hex(copy.get_facecolor()) for copy in copies} == {"#ffffff"}

    def test_equal_shapes_need_no_copies(self):
        drawn = cells(plot_broadcast((2, 2), (2, 2)))
        assert len(drawn) == 7 * 4
        assert "--" not in {patch.get_linestyle() for patch in drawn}

    def test_names_the_two_steps(self):
        assert words(plot_broadcast((2, 1), (1,)))[:4] == [
            "given",
            "1. add axes",
            "2. repeat",
            "add",
        ]

    @pytest.mark.parametrize("shapes", [((1,), ()), ((3, 1), (4,)), ((6, 6), (6,))])
    def test_stays_within_8_inches_and_legible(self, shapes):
        ax = plot_broadcast(*shapes)
        assert ax.get_figure().get_figwidth() <= 8
        assert min(text.get_fontsize() for text in ax.texts) >= 9
        assert figures_are_inside(ax)

    def test_hands_options_on_to_the_cells(self):
        assert {p.get_linewidth() for p in cells(plot_broadcast((2,), (2,), linewidth=3))} == {3}

    @pytest.mark.parametrize(
        ("left", "right", "error", "says"),
        [
            ((3, 4), (3,), ValueError, r"\(3, 4\) and \(3,\) do not go together.*from the right"),
            ((2, 2, 2), (2,), ValueError, r"left_shape is \(2, 2, 2\).*at most two axes"),
            ((2,), (7,), ValueError, r"right_shape is \(7,\).*smaller example"),
            ((0,), (1,), ValueError, r"left_shape is \(0,\)"),
            ((2.5,), (1,), TypeError, r"left_shape is \(2.5,\).*tuple of whole numbers"),
            ("ab", (1,), TypeError, "left_shape is 'ab'"),
            ((1,), None, TypeError, "right_shape is None"),
        ],
    )
    def test_says_what_is_wrong_with_the_shapes(self, left, right, error, says):
        with pytest.raises(error, match=says):
            plot_broadcast(left, right)
        assert not plt.get_fignums()


class TestPlotMatmul:
    left = np.array([[1, 0, 2], [3, -1, 1]])
    right = np.array([[1, 2, 0, 1], [0, 1, -1, 2], [2, 0, 3, 1]])

    def test_writes_all_three_matrices(self):
        numbers = [word.replace("\N{MINUS SIGN}", "-") for word in words(plot_matmul(
            self.left, self.right))[:26]]  # fmt: skip
        expected = [*self.left.ravel(), *self.right.ravel(), *(self.left @ self.right).ravel()]
        assert numbers == [str(value) for value in expected]

    def test_writes_the_shapes_and_the_sum(self):
        assert words(plot_matmul(self.left, self.right, row=1, column=2))[26:] == [
            "left (2, 3)",
            "right (3, 4)",
            "left @ right (2, 4)",
            "row 1 with column 2:   3·0 + (−1)·(−1) + 1·3 = 4",
        ]

    def test_marks_row_column_and_entry_by_more_than_colour(self):
        ax = plot_matmul(self.left, self.right, row=1, column=2)
        hatches = [patch.get_hatch() for patch in ax.patches if patch.get_hatch()]
        assert hatches == ["//"] * 3 + ["\\\\"] * 3
        assert len([patch for patch in cells(ax) if patch.get_linewidth() > 2]) == 1
        bold = [text.get_text() for text in ax.texts if text.get_weight() == "bold"]
        assert len(bold) == 3 + 3 + 1
        assert bold[-1] == "4"

    def test_the_product_stands_where_row_and_column_cross(self):
        ax = plot_matmul(self.left, self.right, row=1, column=2)
        [entry] = [patch for patch in cells(ax) if patch.get_linewidth() > 2]
        marked = [patch for patch in ax.patches if patch.get_hatch()]
        assert {patch.get_y() for patch in marked[:3]} == {entry.get_y()}
        assert {patch.get_x() for patch in marked[3:]} == {entry.get_x()}

    def test_negative_places_count_from_the_end(self):
        assert words(plot_matmul(self.left, self.right, row=-1, column=-1))[-1].startswith(
            "row 1 with column 3:"
        )

    @pytest.mark.parametrize("shapes", [((1, 1), (1, 1)), ((6, 6), (6, 6)), ((1, 6), (6, 1))])
    def test_stays_within_8_inches_and_legible(self, shapes):
        ax = plot_matmul(np.ones(shapes[0]), np.ones(shapes[1]))
        assert ax.get_figure().get_figwidth() <= 8
        assert min(text.get_fontsize() for text in ax.texts) >= 9
        assert figures_are_inside(ax)

    def test_takes_lists_and_fractions(self):
        assert words(plot_matmul([[0.5]], [[0.25]]))[-1].endswith("0.5·0.25 = 0.125")

    def test_hands_options_on_to_the_cells(self):
        ax = plot_matmul(self.left, self.right, linewidth=4)
        assert {patch.get_linewidth() for patch in cells(ax)} == {4}

    def test_changes_nothing_of_the_callers(self):
        left, right = self.left.copy(), self.right.copy()
        left.flags.writeable = right.flags.writeable = False
        plot_matmul(left, right)
        np.testing.assert_array_equal(left, self.left)
        np.testing.assert_array_equal(right, self.right)

    @pytest.mark.parametrize(
        ("left", "right", "options", "error", "says"),
        [
            (left, left, {}, ValueError, r"\(2, 3\) and right \(2, 3\).*3 columns meet 2 rows"),
            (left[0], right, {}, ValueError, r"left has shape \(3,\).*v\[np.newaxis, :\]"),
            (left, np.ones((3, 7)), {}, ValueError, r"right has shape \(3, 7\).*smaller"),
            (np.ones((0, 3)), right, {}, ValueError, r"left has shape \(0, 3\)"),
            (left, right, {"row": 2}, ValueError, "row is 2, but there are 2; expected -2 to 1"),
            (left, right, {"column": -5}, ValueError, "column is -5"),
            (left, right, {"row": 0.5}, TypeError, "row is 0.5; expected a whole number"),
            ([["a"]], right, {}, TypeError, "left has dtype <U1; expected real numbers"),
            (left * 1j, right, {}, TypeError, "left has dtype complex128"),
        ],
    )
    def test_says_what_is_wrong(self, left, right, options, error, says):
        with pytest.raises(error, match=says):
            plot_matmul(left, right, **options)
        assert not plt.get_fignums()


class TestPlotPointGrid:
    # one point in each quarter: upper right, upper left, lower left, lower right
    points = np.array([[1.0, -1.0, -1.0, 1.0], [1.0, 1.0, -1.0, -1.0]])
    quarters = ("upper right", "upper left", "lower left", "lower right")

    def clouds(self, ax):
        return {c.get_label(): c for c in ax.collections if isinstance(c, PathCollection)}

    def test_draws_each_point_once_in_its_quarter(self):
        clouds = self.clouds(plot_point_grid(self.points))
        assert tuple(clouds) == self.quarters
        for name, point in zip(self.quarters, self.points.T, strict=True):
            np.testing.assert_array_equal(clouds[name].get_offsets(), [point])

    def test_a_point_keeps_the_look_of_where_it_started(self):
        half_turn = -self.points
        clouds = self.clouds(plot_point_grid(half_turn, start=self.points))
        assert tuple(clouds) == ("start", *self.quarters)
        np.testing.assert_array_equal(clouds["upper right"].get_offsets(), [[-1, -1]])
        np.testing.assert_array_equal(clouds["start"].get_offsets(), self.points.T)

    def test_quarters_differ_by_marker_as_well_as_by_colour(self):
        clouds = self.clouds(plot_point_grid(self.points)).values()
        assert len({cloud.get_paths()[0].vertices.tobytes() for cloud in clouds}) == 4
        assert len({to_hex(cloud.get_facecolor()[0]) for cloud in clouds}) == 4

    def test_both_axes_are_alike_and_labelled(self):
        ax = plot_point_grid(self.points, title="a grid", limit=3)
        assert ax.get_xlim() == ax.get_ylim() == (-3, 3)
        assert ax.get_aspect() == 1
        assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("$x_1$", "$x_2$", "a grid")
        np.testing.assert_array_equal(ax.get_xticks(), ax.get_yticks())

    def test_draws_into_given_axes_and_hands_options_on(self):
        _, axes = plt.subplots(1, 2)
        assert plot_point_grid(self.points, s=99, ax=axes[1]) is axes[1]
        assert not axes[0].collections
        assert {size for c in axes[1].collections for size in c.get_sizes()} == {99}

    def test_changes_nothing_of_the_callers(self):
        points, style = self.points.copy(), dict(plt.rcParams)
        points.flags.writeable = False
        plot_point_grid(points, start=points)
        np.testing.assert_array_equal(points, self.points)
        assert dict(plt.rcParams) == style

    @pytest.mark.parametrize(
        ("points", "options", "error", "says"),
        [
            (np.ones((36, 2)), {}, ValueError, r"points has shape \(36, 2\).*transpose.*\.T"),
            (np.ones(2), {}, ValueError, r"points has shape \(2,\)"),
            (np.ones((2, 0)), {}, ValueError, r"points has shape \(2, 0\)"),
            (points, {"start": np.ones((2, 3))}, ValueError, r"\(2, 4\) and start \(2, 3\)"),
            (points, {"start": np.ones((4, 2))}, ValueError, r"start has shape \(4, 2\)"),
            (points, {"limit": 0}, ValueError, "limit is 0; expected a positive number"),
            ([["a"], ["b"]], {}, TypeError, "points has dtype <U1"),
        ],
    )
    def test_says_what_is_wrong(self, points, options, error, says):
        with pytest.raises(error, match=says):
            plot_point_grid(points, **options)
        assert not plt.get_fignums()
