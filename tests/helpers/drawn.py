"""What the tests of the pictures ask an Axes about."""

from matplotlib.path import Path


def of_kind(artists, kind):
    """Those among the artists of an Axes that are of a kind."""
    return [artist for artist in artists if isinstance(artist, kind)]


def corners(arrow):
    """All corners of an arrow as it is drawn, in the coordinates of its Axes, its start first."""
    arrow.figure.draw_without_rendering()
    path = arrow.get_path()
    return path.vertices[path.codes != Path.CLOSEPOLY]
