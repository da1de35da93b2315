"""What would get in a lesson's way: pictures, data, a calm progress display.

What a learner should understand is never in here: it stands in a cell of a lesson.

TensorFlow reads the two settings below once, at its first import, so they are set here, before
any lesson imports Keras. The first keeps its log out of the lessons. With the second oneDNN does
the sums of the layers, in half the time where they are convolutions; left alone, TensorFlow would
decide by the processor. Whoever has set them already keeps their own.
"""

import os

from helpers._light import import_keras_lightly
from helpers._quiet import import_tensorflow_quietly
from helpers._untuned import leave_datasets_untuned

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")

if os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3":
    import_tensorflow_quietly()
import_keras_lightly()
leave_datasets_untuned()
