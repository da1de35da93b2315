// The plane of a neuron's two inputs, its truth table, and a slider for each of its numbers.

const SIDE = 340; // of the square that shows the plane from −0.5 to 1.5, in a picture of 400 by 400
const LEFT = 46, TOP = 12;
const TICKS = [[0.25, "0"], [0.75, "1"]]; // along each of its sides
const across = (x1) => LEFT + ((x1 + 0.5) / 2) * SIDE;
const up = (x2) => TOP + ((1.5 - x2) / 2) * SIDE;

/** At least one decimal, and up to four, since code may set any number. */
function figures(number) {
  const short = String(Number(number.toFixed(4)));
  return (short.includes(".") ? short : `${short}.0`).replace("-", "−");
}

/** A sample in the shape and colour of its target; behind a wrong one stands a cross. */
function sample([x1, x2], target, wrong) {
  const [x, y] = [across(x1), up(x2)];
  const arms = `M${x - 19} ${y - 19}l38 38M${x - 19} ${y + 19}l38 -38`;
  const cross = [
    shape("path", { d: arms, stroke: "white", "stroke-width": 9 }),
    shape("path", { d: arms, stroke: "black", "stroke-width": 4 }),
  ];
  const look = { stroke: "white", "stroke-width": 2 };
  const point = target
    ? shape("rect", { x: x - 10, y: y - 10, width: 20, height: 20, fill: BLUE, ...look })
    : shape("circle", { cx: x, cy: y, r: 11, fill: ORANGE, ...look });
  return shape("g", {}, ...(wrong ? cross : []), point);
}

function picture(model, signal) {
  // The stripes need a name in the page, one for each view of each widget.
  const stripes = `stripes-${Math.random().toString(36).slice(2)}`;
  const pattern = shape("pattern", {
    id: stripes, width: 10, height: 10, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  }, shape("rect", { width: 10, height: 10, fill: "#CFE3F2" }),
    shape("rect", { width: 2, height: 10, fill: "#93BEDD" }));
  const plane = { x: LEFT, y: TOP, width: SIDE, height: SIDE, fill: "#F7D9C4" };
  const region = shape("polygon", { fill: `url(#${stripes})`, class: "perceptron-region" });
  const line = shape("path", { stroke: "black", "stroke-width": 2.5, class: "perceptron-line" });
  const samples = shape("g", {});
  const drawing = shape("svg", { viewBox: "0 0 400 400", role: "img" },
    shape("defs", {}, pattern), shape("rect", plane), region, line,
    ...axes(LEFT, TOP, SIDE, SIDE, [TICKS, TICKS], ["x₁", "x₂"]), samples);

  const place = ([x1, x2]) => `${across(x1).toFixed(1)} ${up(x2).toFixed(1)}`;
  follow(model, signal, ["view"], () => {
    const view = model.get("view");
    region.setAttribute("points", view.region.map(place).join(" "));
    line.setAttribute("d", view.line.length ? `M${view.line.map(place).join("L")}` : "");
    samples.replaceChildren(...view.inputs.map((x, i) =>
      sample(x, view.targets[i], view.outputs[i] !== view.targets[i])));
    drawing.setAttribute("aria-label", view.description);
  });
  return element("div", { class: "course-picture perceptron-plane" }, drawing,
    key(...targets(model), [sign("✕", "inherit"), text(model, "wrong answer")],
      [swatch("#F7D9C4"), text(model, "answered 0")],
      [swatch("#CFE3F2", "#93BEDD"), text(model, "answered 1")]));
}

function truthTable(model, signal) {
  const names = ["x₁", "x₂", "z", text(model, "output"), text(model, "target"), ""];
  const head = element("tr", {}, ...names.map((name) => element(name ? "th" : "td", {}, name)));
  const body = element("tbody", {});
  const table = element("table", { class: "perceptron-table", "aria-label": text(model, "table") },
    element("thead", {}, head), body);
  follow(model, signal, ["view"], () => {
    const { inputs, z, outputs, targets } = model.get("view");
    body.replaceChildren(...inputs.map((x, i) => {
      const verdict = outputs[i] === targets[i] ? text(model, "right") : `✕ ${text(model, "wrong")}`;
      const cells = [...x, z[i], outputs[i], targets[i], verdict];
      const look = outputs[i] === targets[i] ? {} : { class: "perceptron-wrong" };
      return element("tr", look, ...cells.map((cell) => element("td", {}, String(cell))));
    }));
  });
  return table;
}

function formula(model, signal) {
  const line = element("div", { class: "perceptron-formula" });
  follow(model, signal, ["view"], () => {
    line.replaceChildren(...model.get("view").formula.map((part) => element("div", {}, part)));
  });
  return line;
}

function render({ model, el, signal }) {
  const weight = { name: "weights", min: -2, max: 2, step: 0.1, show: figures };
  frame({ model, el, signal },
    picture(model, signal),
    element("div", { class: "course-controls perceptron-controls" },
      menu(model, signal, { name: "gate", label: text(model, "gate"), choices: model.get("gates") }),
      slider(model, signal, { ...weight, index: 0, label: text(model, "weight", { name: "w₁" }) }),
      slider(model, signal, { ...weight, index: 1, label: text(model, "weight", { name: "w₂" }) }),
      slider(model, signal, {
        name: "bias", label: text(model, "bias", { name: "b" }), min: -3, max: 3, step: 0.1, show: figures,
      }),
      formula(model, signal),
      truthTable(model, signal),
      sentence(model, signal, "sentence")));
}

export default { render };
