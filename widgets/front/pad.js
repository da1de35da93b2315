// The drawing pad: paper for mouse, pen, finger and keys, and ten bars that say what is read.

const SIDE = 280; // the paper in pixels, as in Python
const STEP = 6 / SIDE; // one press of an arrow key; with Shift a fifth of it
const FINENESS = 1 / SIDE; // closer points than this say nothing
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const onPaper = (value) => Math.round(1e4 * Math.min(1, Math.max(0, value))) / 1e4;
const groundOf = (model) => (model.get("ground")?.byteLength ? model.get("ground") : null);

/** Take the last stroke away, or `all` of them; where there is none, the picture set from code. */
function undo(model, all = false) {
  const strokes = model.get("strokes");
  if (strokes.length) put(model, "strokes", all ? [] : strokes.slice(0, -1));
  if ((all || !strokes.length) && groundOf(model)) put(model, "ground", new DataView(new ArrayBuffer(0)));
}

/** A square picture from Python, 0 paper and 255 ink, on a canvas. */
function imageOf(grey, side, attributes = {}) {
  const canvas = element("canvas", { width: side, height: side, ...attributes });
  const image = new ImageData(side, side);
  for (let i = 0; i < side * side; i += 1) {
    image.data.fill(255 - grey.getUint8(i), 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

/** One stroke with a round pen, as Python draws it; a single point is a dot. */
function drawStroke(context, stroke, pen) {
  context.lineWidth = pen;
  context.beginPath();
  context.moveTo(SIDE * stroke[0][0], SIDE * stroke[0][1]);
  for (const [x, y] of stroke) {
    context.lineTo(SIDE * x + 0.01, SIDE * y); // of a line without any length nothing is drawn
  }
  context.stroke();
}

/** Where the pen of the keys is: a ring and a cross while it is up, a white dot while it is down. */
function drawCursor(context, [x, y], pen, isDown) {
  context.save();
  context.translate(SIDE * x, SIDE * y);
  context.beginPath();
  context.arc(0, 0, isDown ? pen / 5 : pen / 2 + 1, 0, 7);
  if (isDown) {
    context.fillStyle = "white";
    context.fill();
  } else {
    context.moveTo(-pen, 0);
    context.lineTo(pen, 0);
    context.moveTo(0, -pen);
    context.lineTo(0, pen);
  }
  context.strokeStyle = "#D55E00";
  context.lineWidth = 2;
  context.stroke();
  context.restore();
}

/** The paper. A stroke is the view's own until it ends; then it goes to Python, in one message. */
function paper(model, signal, say) {
  const canvas = element("canvas", {
    class: "pad-paper", width: 2 * SIDE, height: 2 * SIDE, tabindex: 0,
    role: "application", "aria-roledescription": text(model, "pad"), "aria-description": text(model, "keys"),
  });
  const context = canvas.getContext("2d");
  context.scale(2, 2); // two pixels for each of Python's, for screens that have them
  context.lineCap = "round";
  context.lineJoin = "round";

  let stroke = null; // the points of the stroke that is being drawn
  let pointer = null; // the mouse, pen or finger that draws it; null if the keys do
  let cursor = [0.5, 0.5]; // where the pen of the keys is
  let usesKeys = false;
  let ground = null;
  const held = new Set(); // arrow keys: two at once go aslant

  const draw = () => {
    const pen = model.get("pen");
    context.fillStyle = "white";
    context.fillRect(0, 0, SIDE, SIDE);
    if (ground) context.drawImage(ground, 0, 0);
    const strokes = model.get("strokes");
    for (const each of stroke ? [...strokes, stroke] : strokes) drawStroke(context, each, pen);
    if (usesKeys) drawCursor(context, cursor, pen, stroke !== null);
  };
  const add = (point) => {
    const last = stroke.at(-1);
    if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < FINENESS) return;
    stroke.push(point);
  };
  const finish = () => {
    const finished = stroke;
    stroke = pointer = null;
    if (finished) put(model, "strokes", [...model.get("strokes"), finished]);
    draw();
  };

  const place = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [onPaper((clientX - left) / width), onPaper((clientY - top) / height)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== null) return; // a second finger draws nothing
    if (stroke) finish();
    say("");
    usesKeys = false;
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer); // a stroke that leaves the paper ends where it is let go
    stroke = [place(event)];
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) add(place(each));
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => { if (event.pointerId === pointer) finish(); });
  }

  const move = (step) => {
    const [x, y] = [...held].reduce(([a, b], key) => [a + ARROWS[key][0], b + ARROWS[key][1]], [0, 0]);
    cursor = [onPaper(cursor[0] + step * x), onPaper(cursor[1] + step * y)];
    if (stroke) add(cursor);
  };
  const lift = () => {
    say(text(model, "up"));
    finish();
  };
  canvas.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || pointer !== null) return;
    if (key in ARROWS) {
      held.add(key);
      move(event.shiftKey ? STEP / 5 : STEP);
    } else if (key === " ") {
      if (stroke && !event.repeat) lift();
      else if (!event.repeat) {
        stroke = [cursor];
        say(text(model, "down"));
      }
    } else if (key === "Backspace") {
      if (stroke) stroke = null;
      else undo(model);
      say(text(model, "undone"));
    } else if (key === "Delete") {
      stroke = null;
      undo(model, true);
      say(text(model, "clean"));
    } else return;
    event.preventDefault(); // the page does not scroll
    usesKeys = true;
    draw();
  });
  canvas.addEventListener("keyup", (event) => held.delete(event.key));
  canvas.addEventListener("focus", () => {
    usesKeys = canvas.matches(":focus-visible"); // reached by keys, not by a click
    draw();
  });
  canvas.addEventListener("blur", () => {
    held.clear();
    usesKeys = false;
    if (pointer === null && stroke) lift();
    else draw();
  });

  follow(model, signal, ["ground"], () => {
    ground = groundOf(model) && imageOf(groundOf(model), SIDE);
    draw();
  });
  follow(model, signal, ["strokes", "pen", "ground"], () => {
    const count = model.get("strokes").length;
    const strokes = text(model, count === 1 ? "stroke" : "strokes", { count });
    const what = ground ? text(model, "picture", { strokes }) : strokes;
    canvas.setAttribute("aria-label", text(model, "paper", { what }));
    draw();
  });
  return canvas;
}

/** The image that the net is given, and what it is in words; nothing where Python has no such image. */
function thumbnail(model, signal) {
  const figure = element("figure", { class: "pad-seen" });
  follow(model, signal, ["seen"], () => {
    const seen = model.get("seen"), side = Math.sqrt(seen.byteLength);
    if (!side) return figure.replaceChildren();
    const ink = [...Array(side * side).keys()].filter((i) => seen.getUint8(i));
    const rows = ink.map((i) => Math.floor(i / side)), columns = ink.map((i) => i % side);
    const size = text(model, "size", { side });
    const words = text(model, ink.length ? "ink" : "no ink", {
      size, top: Math.min(...rows), bottom: Math.max(...rows),
      left: Math.min(...columns), right: Math.max(...columns),
    });
    figure.replaceChildren(
      imageOf(seen, side, { role: "img", "aria-label": words }),
      element("figcaption", {}, text(model, "seen", { size })));
  });
  return figure;
}

/** Ten bars with their figures; the most probable is bold and has an arrow. */
function bars(model, signal) {
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = element("span", { class: "pad-bar" });
    const figures = element("span", { class: "pad-figures" });
    const track = element("span", { class: "pad-track" }, bar);
    return { bar, figures, row: element("li", {}, element("span", {}, String(digit)), track, figures) };
  });
  follow(model, signal, ["probabilities", "answer"], () => {
    const probabilities = model.get("probabilities");
    rows.forEach(({ bar, figures, row }, digit) => {
      const isAnswer = model.get("answer") === digit;
      const share = probabilities[digit] ?? 0;
      bar.style.width = `${100 * share}%`;
      const percent = share >= 0.995 && share < 1 ? ">99%" : `${Math.round(100 * share)}%`;
      figures.textContent = probabilities.length ? percent : "";
      row.classList.toggle("pad-most", isAnswer);
    });
  });
  return element("ul", { class: "pad-bars", role: "list", "aria-label": text(model, "bars") },
    ...rows.map(({ row }) => row));
}

export default {
  render({ model, el, signal }) {
    const pen = element("span", { class: "pad-pen", "aria-live": "polite" });
    const left = element("div", { class: "course-picture pad-left" },
      paper(model, signal, (words) => { pen.textContent = words; }),
      element("div", { class: "course-buttons" },
        button(text(model, "undo"), () => undo(model)),
        button(text(model, "clear"), () => undo(model, true)), pen));
    const right = element("div", { class: "course-controls pad-right" },
      element("div", { class: "pad-answer" }, thumbnail(model, signal), sentence(model, signal, "sentence")),
      bars(model, signal),
      slider(model, signal, { name: "pen", label: text(model, "pen"), min: 8, max: 48, step: 1, digits: 0 }));
    frame({ model, el, signal }, left, right, element("div", { class: "pad-keys" }, text(model, "keys")));
  },
};
