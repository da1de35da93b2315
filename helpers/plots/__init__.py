"""The course's pictures. Each function returns its `Axes`, and changes nothing of the caller's.

They know NumPy and matplotlib alone. Every one takes `ax=`, to draw into a figure of your own,
and hands further options on to matplotlib.
"""

from helpers.plots._style import SIGNED, say_why_no_picture_is_seen
from helpers.plots.decisions import plot_decision_lines, plot_decision_regions
from helpers.plots.digits import plot_digits
from helpers.plots.graphs import plot_graph
from helpers.plots.history import plot_history
from helpers.plots.nets import plot_net, plot_neuron
from helpers.plots.operations import plot_broadcast, plot_convolution, plot_matmul
from helpers.plots.plane import plot_loss_contours, plot_moved_grid
from helpers.plots.probabilities import plot_probabilities
from helpers.plots.tensors import plot_tensors

__all__ = [
    "SIGNED",
    "plot_broadcast",
    "plot_convolution",
    "plot_decision_lines",
    "plot_decision_regions",
    "plot_digits",
    "plot_graph",
    "plot_history",
    "plot_loss_contours",
    "plot_matmul",
    "plot_moved_grid",
    "plot_net",
    "plot_neuron",
    "plot_probabilities",
    "plot_tensors",
]

say_why_no_picture_is_seen()
