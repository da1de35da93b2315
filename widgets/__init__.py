"""The course's widgets: what a learner moves with their own hands.

Each function returns a widget; as the last line of a cell it stands under it. All computing is in
Python, in the functions that are handed in, and all of it can be done from code as well, by
setting the widget's traits.

TensorFlow is imported by none of them.
"""

from widgets._descent import descent_playground
from widgets._drawings import stored_drawings, strokes_to_pixels
from widgets._net import net_playground
from widgets._pad import drawing_pad
from widgets._perceptron import perceptron_playground

__all__ = [
    "descent_playground",
    "drawing_pad",
    "net_playground",
    "perceptron_playground",
    "stored_drawings",
    "strokes_to_pixels",
]
