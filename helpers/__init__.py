"""What would get in a lesson's way: pictures, data, a calm progress display.

What a learner should understand is never in here: it stands in a cell of a lesson.

TensorFlow reads the two settings below once, at its first import, so they are set here, before
any lesson imports Keras. Without them it writes log lines into a lesson's first output, and
oneDNN's reordered sums change the last digits of every loss from machine to machine. Whoever
has set them already keeps their own.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
