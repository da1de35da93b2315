"""What hands do with a widget: move a slider, draw with the mouse, a pen or a finger."""


def slide(slider, to):
    """Take a slider's thumb to a share of its length, from 0 to 1, with the mouse."""
    box, thumb = slider.bounding_box(), 16  # which stands within the slider, at both ends
    x = thumb / 2 + to * (box["width"] - thumb)
    slider.click(position={"x": x, "y": box["height"] / 2})


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


def draw_with_pen(page, paper, strokes):
    """Draw strokes on the paper with a pen; playwright itself has only a mouse."""
    pen = page.context.new_cdp_session(page)

    def move(kind, point, buttons):
        place = dict(zip("xy", point, strict=True))
        held = {"button": "left", "buttons": buttons, "clickCount": 1, "pointerType": "pen"}
        pen.send("Input.dispatchMouseEvent", {"type": kind} | place | held)

    for stroke in strokes:
        first, *rest = points_on(paper, stroke)
        move("mousePressed", first, 1)
        for point in rest:
            move("mouseMoved", point, 1)
        move("mouseReleased", rest[-1] if rest else first, 0)
    pen.detach()
