// The net playground. The net learns in Python; here are its controls, and its pictures are drawn.

const PLANE = 360, PART = 96; // pixels along the side of a picture of the plane, of a hidden unit's
const ENOUGH = 10; // pictures drawn until more of them are asked for
const RATES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const COIN_TOSS = Math.LN2; // the loss of a net that says one half to everything

// A pixel as canvases keep it in memory: red, green, blue and opaque, each a byte, in one number.
const pixel = (red, green, blue) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

// From sure of class 0 (orange) over undecided (white) to sure of class 1 (blue): one colour a byte.
const COLOURS = Uint32Array.from({ length: 255 }, (_, byte) => {
  const end = byte < 127 ? [243, 190, 152] : [158, 200, 228];
  const share = Math.abs(byte - 127) / 127;
  return pixel(...end.map((part) => Math.round(255 + share * (part - 255))));
});
const STRIPE = pixel(104, 164, 206), EDGE = pixel(0, 0, 0);

/** Draw a square grid of bytes, its lowest row first, smoothly between its points. What is above the
 *  middle is striped, and a black line goes around it. Returns the striped share of the picture. */
function paint(canvas, bytes) {
  const size = canvas.width, side = Math.sqrt(bytes.length);
  const context = canvas.getContext("2d"), image = context.createImageData(size, size);
  const pixels = new Uint32Array(image.data.buffer), values = new Float32Array(size * size);
  // Along an axis: each pixel's place among the grid's points.
  const places = Float32Array.from({ length: size }, (_, i) => (i / (size - 1)) * (side - 1));
  const before = Int32Array.from(places, (place) => Math.min(Math.floor(place), side - 2));
  let ones = 0;
  for (let y = 0; y < size; y++) {
    const fromBelow = size - 1 - y; // pixels are counted from the top
    const row = before[fromBelow] * side, up = places[fromBelow] - before[fromBelow];
    for (let x = 0; x < size; x++) {
      const i = row + before[x], right = places[x] - before[x], at = y * size + x;
      const low = bytes[i] + right * (bytes[i + 1] - bytes[i]);
      const high = bytes[i + side] + right * (bytes[i + side + 1] - bytes[i + side]);
      const value = low + up * (high - low), one = value > 127.5;
      values[at] = value;
      ones += one;
      const edge = x > 1 && y > 1
        && (one !== values[at - 2] > 127.5 || one !== values[at - 2 * size] > 127.5);
      pixels[at] = edge ? EDGE : one && (x + y) % 10 < 2 ? STRIPE : COLOURS[Math.round(value)];
    }
  }
  context.putImageData(image, 0, 0);
  return ones / (size * size);
}

/** Round numbers for an axis, at most `most` steps from 0 to beyond `top`. */
function ticks(top, most) {
  const power = 10 ** Math.floor(Math.log10(top / most));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n * most >= top);
  const count = Math.ceil(top / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

const words = (x, y, said, more = {}) => shape("text", { x, y, "text-anchor": "middle", ...more }, said);
const percent = (share) => `${Math.round(100 * share)}%`;
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** The plane: the output as colours, the samples and the axes above it. */
function planePicture(model, signal) {
  const canvas = element("canvas", { width: PLANE, height: PLANE });
  const drawing = shape("svg", { viewBox: "0 0 400 404", "aria-hidden": "true" });
  const picture = element("div", { class: "net-plane", role: "img" }, canvas, drawing);
  follow(model, signal, ["_points", "_limits"], () => {
    const [low, high] = model.get("_limits"), points = model.get("_points");
    const x = (value) => 34 + (360 * (value - low)) / (high - low);
    const y = (value) => 366 - (360 * (value - low)) / (high - low);
    const size = points.length > 10 ? 4.5 : 8;
    drawing.replaceChildren(
      shape("rect", { x: 34, y: 6, width: 360, height: 360, fill: "none", stroke: "#767676" }),
      words(214, 398, "x₁"), words(12, 227, "x₂"),
    );
    for (let tick = Math.ceil(low); tick <= high; tick++) {
      const number = String(tick).replace("-", "−");
      drawing.append(
        words(x(tick), 382, number), words(26, y(tick) + 5, number, { "text-anchor": "end" }));
    }
    for (const [x1, x2, label] of points) {
      const look = { stroke: "white", "stroke-width": 1.5, fill: label ? BLUE : ORANGE };
      drawing.append(label
        ? shape("rect", { x: x(x1) - size, y: y(x2) - size, width: 2 * size, height: 2 * size, ...look })
        : shape("circle", { cx: x(x1), cy: y(x2), r: size * 1.1, ...look }));
    }
  });
  return { picture, draw() {
    const share = paint(canvas, bytesOf(model.get("_plane")));
    picture.setAttribute("aria-label", text(model, "plane", {
      data: text(model, model.get("data")), epoch: model.get("epoch"), share: percent(share),
      count: model.get("_points").length, right: rightOnes(model),
    }));
  } };
}

/** The hidden units: where each of them is above 0, and where below. */
function unitPictures(model) {
  const row = element("div", { class: "net-units" });
  return { row, draw() {
    const weights = model.get("_weights"), bytes = bytesOf(model.get("_parts"));
    while (row.children.length > weights.length) row.lastChild.remove();
    while (row.children.length < weights.length) {
      row.append(element("figure", {}, element("canvas", { width: PART, height: PART, role: "img" }),
        element("figcaption", { "aria-hidden": "true" })));
    }
    weights.forEach((weight, unit) => {
      const [canvas, caption] = row.children[unit].children;
      const each = bytes.length / weights.length;
      const share = paint(canvas, bytes.subarray(unit * each, (unit + 1) * each));
      const number = weight.toFixed(1).replace("-0.0", "0.0").replace("-", "−");
      const isDead = model.get("_dead")[unit];
      write(caption, `h${unit + 1}: ${isDead ? text(model, "dead") : number}`);
      canvas.setAttribute("aria-label", text(model, isDead ? "dead part" : "part",
        { unit: unit + 1, weight: number, share: percent(share) }));
    });
  } };
}

/** The loss over the epochs. */
function lossPicture(model) {
  const drawing = shape("svg", { viewBox: "0 0 400 190", role: "img" });
  const line = shape("path", { fill: "none", stroke: BLUE, "stroke-width": 2 });
  let x, y, ends = "";

  function drawAxes(xTicks, yTicks) {
    x = (epoch) => 54 + (322 * epoch) / xTicks.at(-1);
    y = (loss) => 148 - (136 * loss) / yTicks.at(-1);
    const shares = (ends) => ends.map((tick) => [tick / ends.at(-1), tick]);
    drawing.replaceChildren(
      ...axes(54, 12, 322, 136, [shares(xTicks), shares(yTicks)],
        [text(model, "epoch"), text(model, "loss")]),
      shape("path", { d: `M54 ${y(COIN_TOSS)}H376`, stroke: "#767676", "stroke-dasharray": "4 4" }),
      words(372, y(COIN_TOSS) - 4, text(model, "coin toss"), { "text-anchor": "end", fill: "#595959" }),
      line,
    );
  }

  return { drawing, draw() {
    const numbers = model.get("_curve"), count = numbers.byteLength / 8;
    const at = (i) => numbers.getFloat32(4 * i, true);
    const last = at(2 * count - 2);
    let top = 0.8, path = "";
    for (let i = 0; i < count; i++) top = Math.max(top, at(2 * i + 1));
    const xTicks = ticks(Math.max(last, 100), 5), yTicks = ticks(top, 4);
    // The axes are drawn anew when their ends change: to lay words out at each picture is slow.
    const newEnds = `${xTicks.at(-1)} ${yTicks.at(-1)}`;
    if (newEnds !== ends) drawAxes(xTicks, yTicks);
    ends = newEnds;
    for (let i = 0; i < count; i++) {
      path += `${i ? "L" : "M"}${x(at(2 * i)).toFixed(1)} ${y(at(2 * i + 1)).toFixed(1)}`;
    }
    line.setAttribute("d", path);
    drawing.setAttribute("aria-label", text(model, "curve",
      { first: figures(at(1)), last: figures(at(2 * count - 1)), epoch: last }));
  } };
}

/** Change words only where they are others. */
function write(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

const figures = (loss) => (loss < 0.0095 ? loss.toPrecision(1) : loss.toFixed(2));
const rightOnes = (model) => Math.round(model.get("accuracy") * model.get("_points").length);

function summary(model) {
  return text(model, "summary", {
    epoch: model.get("epoch"), loss: figures(model.get("loss")),
    right: rightOnes(model), count: model.get("_points").length,
  });
}

/** Where the random start comes from: a whole number. What is none is not taken, and that is said. */
function seedField(model, signal) {
  const note = element("div", { class: "net-note", role: "status" });
  const input = element("input", {
    type: "number", min: 0, max: 9999, step: 1,
    oninput: () => {
      const isTaken = input.value && input.validity.valid;
      if (isTaken) put(model, "seed", Number(input.value));
      note.textContent = isTaken ? ""
        : text(model, "no seed", { seed: model.get("seed") });
    },
  });
  follow(model, signal, ["seed"], () => {
    if (Number(input.value) !== model.get("seed")) input.value = model.get("seed");
    note.textContent = "";
  });
  return element("div", {},
    element("label", { class: "course-control" }, element("span", {}, text(model, "seed")), input), note);
}

function render({ model, el, signal }) {
  const plane = planePicture(model, signal), parts = unitPictures(model), curve = lossPicture(model);
  const seen = element("p", { class: "net-summary", "aria-hidden": "true" });
  const heard = element("div", { class: "course-unseen", "aria-live": "polite" });
  let saidAt = -Infinity, askedAt = -Infinity, drawing = 0;

  function draw() {
    plane.draw();
    parts.draw();
    curve.draw();
    write(seen, summary(model));
    say();
  }

  // Not each picture: when it stands still, and every few seconds while it plays.
  function say() {
    if (model.get("playing") && performance.now() - saidAt < 5000) return;
    write(heard, summary(model));
    saidAt = performance.now();
  }

  // More pictures are asked for when some have been drawn: a slow browser is never flooded, and
  // where the view is gone, or in a tab that nobody sees, training rests.
  function askForMore() {
    const at = model.get("_frame");
    if (!model.get("playing")) askedAt = -Infinity;
    else if (at - askedAt >= ENOUGH) {
      askedAt = at;
      model.send({ do: "more", frame: at });
    }
  }

  const play = button("", () => put(model, "playing", !model.get("playing")));
  const note = element("div", { class: "net-note", role: "status" });
  frame({ model, el, signal }, element("div", { class: "net-parts" },
    element("div", { class: "course-controls" },
      menu(model, signal, {
        name: "data", label: text(model, "data"), choices: model.get("_choices").data,
        show: (name) => text(model, name),
      }),
      slider(model, signal, {
        name: "units", label: text(model, "units"), min: 1, max: 8, step: 1, digits: 0,
      }),
      menu(model, signal, {
        name: "activation", label: text(model, "activation"),
        choices: model.get("_choices").activation,
      }),
      rateSlider(model, signal, RATES),
      seedField(model, signal),
      element("div", { class: "course-buttons" }, play,
        button(text(model, "step"), () => model.send({ do: "step" })),
        button(text(model, "reset"), () => model.send({ do: "reset" }))),
      seen, heard, note),
    element("div", { class: "course-picture net-picture" }, plane.picture,
      key(...targets(model), [swatch("#F3BE98"), text(model, "answered 0")],
        [swatch("#9EC8E4", "#68A4CE"), text(model, "answered 1")])),
    element("div", { class: "course-picture net-loss" }, curve.drawing),
    element("div", { class: "course-picture" },
      element("p", { class: "net-heading" }, text(model, "parts")),
      parts.row)));

  follow(model, signal, ["playing"], () => {
    play.textContent = text(model, model.get("playing") ? "pause" : "play");
    say();
  });
  follow(model, signal, ["note"], () => { note.textContent = model.get("note"); });
  draw();
  // The number of the picture is new, too, when Python has begun to play: now it hears requests.
  follow(model, signal, ["_frame"], () => {
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(() => {
      draw();
      askForMore();
    });
  });
  signal.addEventListener("abort", () => cancelAnimationFrame(drawing));
}

export default { render };
