// What every widget's front shares: small builders of labelled controls, tied to the model's traits.

/** An element with attributes, handlers (onclick, ...) and children. */
function element(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for a part of a drawing: svg, circle, path, ... */
function shape(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** The widget's root, put in its place. JupyterLab leaves it the keys while the focus is inside. */
function frame(el, ...children) {
  el.append(element("div", {
    class: "course-widget", "data-lm-suppress-shortcuts": "true",
    onkeydown: (event) => event.stopPropagation(),
  }, ...children));
}

/** Draw now, and again whenever one of these traits changes, for as long as the view lives. */
function follow(model, signal, names, draw) {
  for (const name of names) {
    model.on(`change:${name}`, draw);
    signal.addEventListener("abort", () => model.off(`change:${name}`, draw));
  }
  draw();
}

/** Set a trait and send it to Python. */
function put(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

/** A slider for a number, or for one number of a list (`index`), with its label and its value in
 *  figures. `toPlace` and `toNumber` bend the scale: from the number to its place and back. */
function slider(model, signal, {
  name, index, label, min, max, step, digits = 1,
  show = (number) => number.toFixed(digits).replace("-", "−"),
  toPlace = (number) => number, toNumber = (place) => place,
}) {
  const read = () => (index === undefined ? model.get(name) : model.get(name)[index]);
  const write = (number) => put(model, name, index === undefined
    ? number : model.get(name).map((old, i) => (i === index ? number : old)));
  const input = element("input", {
    type: "range", min, max, step, oninput: () => write(toNumber(Number(input.value))),
  });
  // Hidden from screen readers, which say the figures as the slider's own value.
  const figures = element("output", { "aria-hidden": "true" });
  follow(model, signal, [name], () => {
    input.value = toPlace(read());
    figures.textContent = show(read());
    input.setAttribute("aria-valuetext", figures.textContent);
  });
  return element("label", { class: "course-control" }, element("span", {}, label), input, figures);
}

/** A slider for the learning rate, which has its places at these rates, from the least upwards. */
function rateSlider(model, signal, rates) {
  const distance = (rate, other) => Math.abs(Math.log(rate / other));
  return slider(model, signal, {
    name: "learning_rate", label: "learning rate", min: 0, max: rates.length - 1, step: 1,
    show: (rate) => String(Number(rate.toPrecision(4))),
    toNumber: (place) => rates[place],
    toPlace: (rate) => rates.reduce((best, other, place) =>
      (distance(rate, other) < distance(rate, rates[best]) ? place : best), 0),
  });
}

/** A menu for a trait that is one of several words. */
function menu(model, signal, { name, label, choices }) {
  const options = choices.map((choice) => element("option", { value: choice }, choice));
  const select = element("select", { onchange: () => put(model, name, select.value) }, ...options);
  follow(model, signal, [name], () => { select.value = model.get(name); });
  return element("label", { class: "course-control" }, element("span", {}, label), select);
}

/** A button. */
function button(label, onclick) {
  return element("button", { type: "button", class: "course-button", onclick }, label);
}

/** A sentence that follows a trait. Screen readers hear it once it has stood still for a moment,
 *  not at each place that a slider passes. */
function sentence(model, signal, name) {
  const seen = element("p", { class: "course-sentence", "aria-hidden": "true" });
  const heard = element("div", { class: "course-unseen", "aria-live": "polite" });
  let timer;
  follow(model, signal, [name], () => {
    seen.textContent = model.get(name);
    clearTimeout(timer);
    timer = setTimeout(() => { heard.textContent = model.get(name); }, 500);
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
  return element("div", {}, seen, heard);
}

/** The line that shows a fault of a callback; empty and unseen while all is well. */
function errorLine(model, signal) {
  const line = element("div", { class: "course-error", role: "alert" });
  follow(model, signal, ["error"], () => {
    line.textContent = model.get("error");
    line.hidden = !model.get("error");
  });
  return line;
}

/** The frame of a chart with figures at its left and lower edge; a tick is [share, text]. */
function axes(left, top, width, height, ticks, names) {
  const bottom = top + height, text = { "font-size": 14, fill: "#333" };
  const middle = { ...text, "text-anchor": "middle" }, end = { ...text, "text-anchor": "end" };
  const parts = ticks[0].flatMap(([share, tick]) => {
    const x = left + share * width;
    return [shape("path", { d: `M${x} ${bottom}v5`, stroke: "#333" }),
      shape("text", { x, y: bottom + 20, ...middle }, tick)];
  });
  parts.push(...ticks[1].flatMap(([share, tick]) => {
    const y = bottom - share * height;
    return [shape("path", { d: `M${left} ${y}h-5`, stroke: "#333" }),
      shape("text", { x: left - 8, y: y + 5, ...end }, tick)];
  }));
  const place = `translate(13 ${top + height / 2})`;
  const turned = names[1].length > 2 ? " rotate(-90)" : "";
  return [...parts,
    shape("text", { x: left + width / 2, y: bottom + 38, ...middle }, names[0]),
    shape("text", { ...middle, transform: place + turned }, names[1]),
    shape("rect", { x: left, y: top, width, height, fill: "none", stroke: "#333" })];
}
