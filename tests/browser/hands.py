"""What hands do with a widget: drag a slider, draw with the mouse, with a finger, with keys."""


def drag(page, slider, to):
    """Take a slider by its thumb and drag it to a share of its length, from 0 to 1."""
    slider.hover()  # so that it is in sight, and stands still
    box = slider.bounding_box()
    value, low, high = slider.evaluate("s => [s.value, s.min, s.max].map(Number)")
    # The thumb stands within the slider, so its middle never reaches the two ends.
    thumb = 16
    x = [
        box["x"] + thumb / 2 + s * (box["width"] - thumb)
        for s in ((value - low) / (high - low), to)
    ]
    y = box["y"] + box["height"] / 2
    page.mouse.move(x[0], y)
    page.mouse.down()
    page.mouse.move(x[1], y, steps=8)
    page.mouse.up()


def points_on(paper, stroke):
    """Where the points of a stroke, from 0 to 1, lie in the window, once the paper stands still."""
    paper.hover()
    box = paper.bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]


def draw_with_mouse(page, paper, strokes):
    """Draw strokes on the paper with the mouse."""
    for stroke in strokes:
        first, *rest = points_on(paper, stroke)
        page.mouse.move(*first)
        page.mouse.down()
        for point in rest:
            page.mouse.move(*point)
        page.mouse.up()


def draw_with_finger(page, paper, strokes):
    """Draw strokes on the paper with a finger; playwright itself can only tap."""
    touches = page.context.new_cdp_session(page)

    def touch(kind, *points):
        places = [{"x": x, "y": y} for x, y in points]
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    for stroke in strokes:
        first, *rest = points_on(paper, stroke)
        touch("touchStart", first)
        for point in rest:
            touch("touchMove", point)
        touch("touchEnd")
    touches.detach()
