"""The course's pictures. Each function returns its `Axes`, and changes nothing of the caller's.

They know NumPy and matplotlib alone. Every one takes `ax=`, to draw into a figure of your own,
and hands further options on to matplotlib.
"""

from helpers.plots.comparison import plot_comparison
from helpers.plots.convolution import plot_convolution
from helpers.plots.course import plot_course_map
from helpers.plots.descent import plot_graph, plot_loss_contours
from helpers.plots.digits import plot_digits
from helpers.plots.evaluation import plot_confusion
from helpers.plots.history import plot_history
from helpers.plots.nets import plot_net
from helpers.plots.neurons import plot_decision_lines, plot_neuron
from helpers.plots.operations import plot_broadcast, plot_matmul, plot_point_grid
from helpers.plots.pixels import plot_pixels
from helpers.plots.probabilities import plot_probabilities
from helpers.plots.regions import plot_decision_regions

__all__ = [
    "plot_broadcast",
    "plot_comparison",
    "plot_confusion",
    "plot_convolution",
    "plot_course_map",
    "plot_decision_lines",
    "plot_decision_regions",
    "plot_digits",
    "plot_graph",
    "plot_history",
    "plot_loss_contours",
    "plot_matmul",
    "plot_net",
    "plot_neuron",
    "plot_pixels",
    "plot_point_grid",
    "plot_probabilities",
]
