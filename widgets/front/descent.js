// A map of a loss with the way that gradient descent takes on it, and the loss over the steps.

const LEFT = 48, TOP = 12, RIGHT = 20; // room for the axes' figures, in the units of the drawing
const LINE = { fill: "none", stroke: ORANGE, "stroke-width": 2 };

/** A star with five points around [x, y]. */
function star([x, y], size = 10) {
  const corners = [...Array(10).keys()].map((i) => {
    const reach = i % 2 ? size * 0.4 : size;
    return `${x + reach * Math.sin((i * Math.PI) / 5)} ${y - reach * Math.cos((i * Math.PI) / 5)}`;
  });
  return shape("polygon", { points: corners.join(" "), fill: "black", stroke: "white" });
}

/** Each pair of places as a stroke of its own: at the edge of the map a way may break off. */
function strokes(places) {
  return places.map((place, i) => (i % 2 ? "L" : "M") + place).join("");
}

/** Where the way first leaves the map: an arrow head at the edge. */
function arrow([from, to]) {
  const angle = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
  return shape("path", {
    d: "M2 0l-16 -8v16z", fill: ORANGE, stroke: "black", class: "descent-exit",
    transform: `translate(${to[0]} ${to[1]}) rotate(${angle})`,
  });
}

/** Let a start be chosen in the map: by a click, or by dragging. */
function draggable(model, ring, plane, ground) {
  const choose = (event) => {
    const box = plane.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height];
    put(model, "start", shares.map((share, i) => {
      const [low, high] = ground.limits[i];
      const steps = Math.round((low + share * (high - low)) / ground.slides[i]);
      return Math.min(high, Math.max(low, Number((steps * ground.slides[i]).toPrecision(9))));
    }));
  };
  for (const node of [ring, plane]) {
    node.addEventListener("pointerdown", (event) => {
      // A finger on the map may want to scroll the page; on the ring it wants the ring.
      if (event.pointerType === "touch" && node === plane) return;
      event.preventDefault(); // or the browser would begin to select text
      node.setPointerCapture(event.pointerId);
      choose(event);
    });
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) choose(event);
    });
  }
  plane.addEventListener("click", choose);
}

function map(model, signal) {
  const ground = model.get("ground");
  const { width, height } = ground;
  const way = shape("path", { ...LINE, class: "descent-path" });
  const lost = shape("path", { ...LINE, "stroke-width": 1, "stroke-opacity": 0.5 });
  const places = shape("g", { fill: ORANGE, stroke: "white", "stroke-width": 0.8 });
  const area = { x: 0, y: 0, width, height };
  const plane = shape("rect", { ...area, fill: "transparent", style: "cursor: crosshair" });
  // Larger than it looks, for fingers.
  const ring = shape("g", { class: "descent-start", style: "cursor: grab; touch-action: none" },
    shape("circle", { r: 20, fill: "transparent" }),
    shape("circle", { r: 9, fill: "none", stroke: "white", "stroke-width": 5 }),
    shape("circle", { r: 9, fill: "none", stroke: "black", "stroke-width": 2.5 }));
  const drawing = shape("svg", { viewBox: `0 0 ${LEFT + width + RIGHT} ${TOP + height + 46}`, role: "img" },
    shape("g", { transform: `translate(${LEFT} ${TOP})` },
      shape("image", { ...area, href: ground.picture, preserveAspectRatio: "none" }),
      ...(ground.best ? [star(ground.best)] : []), lost, way, places, plane, ring),
    ...axes(LEFT, TOP, width, height, ground.ticks, ground.names));

  follow(model, signal, ["view"], () => {
    const view = model.get("view");
    way.setAttribute("d", strokes(view.segments));
    lost.setAttribute("d", strokes(view.lost));
    places.replaceChildren(
      ...view.places.map(([x, y]) => shape("circle", { cx: x, cy: y, r: 4 })),
      ...(view.exit.length ? [arrow(view.exit)] : []));
    drawing.setAttribute("aria-label", view.description);
  });
  follow(model, signal, ["start"], () => { // at once, and not only when Python has walked
    const [[left, right], [low, high]] = ground.limits;
    const [x, y] = model.get("start");
    ring.setAttribute("transform", `translate(${((x - left) / (right - left)) * width} ` +
      `${((high - y) / (high - low)) * height})`);
  });
  draggable(model, ring, plane, ground);
  return element("div", { class: "course-picture descent-map" }, drawing,
    element("div", {}, text(model, "ring"), ground.best ? ` ${text(model, "star")}` : ""));
}

function lossCurve(model, signal) {
  const left = 80, width = 308, height = 120; // room for figures such as 1e−39
  const drawing = shape("svg", { viewBox: `0 0 ${left + width + RIGHT} ${TOP + height + 46}`, role: "img" });
  follow(model, signal, ["view"], () => {
    const { heights, ticks, steps, log, description } = model.get("view").losses;
    const places = heights.map((share, i) =>
      [left + (i / steps) * width, TOP + (1 - share) * height]);
    const points = places.length > 41 ? [] : places.map(([x, y]) =>
      shape("circle", { cx: x, cy: y, r: 3, fill: ORANGE }));
    const ends = [[0, "0"], [1, String(steps)]];
    drawing.replaceChildren(
      ...axes(left, TOP, width, height, [ends, ticks],
        [text(model, "step"), text(model, log ? "log loss" : "loss")]),
      shape("path", { ...LINE, d: `M${places.join("L")}` }), ...points);
    drawing.setAttribute("aria-label", description);
  });
  return element("div", { class: "course-picture descent-loss" }, drawing);
}

function render({ model, el, signal }) {
  const { limits, slides, names } = model.get("ground");
  const startSliders = names.map((name, index) => slider(model, signal, {
    name: "start", index, label: text(model, "start", { name }), min: limits[index][0], max: limits[index][1],
    step: slides[index], show: (number) => String(Number(number.toPrecision(4))).replace("-", "−"),
  }));
  frame({ model, el, signal },
    map(model, signal),
    element("div", { class: "course-controls" },
      rateSlider(model, signal, model.get("rates")),
      slider(model, signal, {
        name: "momentum", label: text(model, "momentum"), min: 0, max: 0.95, step: 0.05, digits: 2,
      }),
      ...startSliders,
      slider(model, signal, {
        name: "steps", label: text(model, "steps"), min: 1, max: 200, step: 1, digits: 0,
      }),
      sentence(model, signal, "sentence"),
      lossCurve(model, signal)));
}

export default { render };
