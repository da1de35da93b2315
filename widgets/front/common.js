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

const BLUE = "#0072B2", ORANGE = "#D55E00";

/** The widget's root, put in its place, with the line for faults. */
function frame({ model, el, signal }, ...children) {
  const root = element("div", {
    class: "course-widget", onkeydown: handKeysOn,
    // Else Notebook 7 takes a key before it comes here: it asks the very element that has the focus.
    onfocusin: ({ target }) => target.setAttribute("data-lm-suppress-shortcuts", "true"),
  }, ...children, errorLine(model, signal));
  el.append(root);
  onceKernelIsGone({ model, el, signal }, () => {
    if (root.lastChild.inert) return;
    if (root.contains(document.activeElement)) root.closest(".jp-Cell")?.focus({ preventScroll: true });
    for (const part of root.children) part.inert = true;
    root.prepend(element("div", { class: "course-error", role: "status" },
      text(model, "kernel gone")));
  });
}

/** Keys stay in the widget, but for those that mean the notebook: run, save, and Escape, which leaves
 *  the widget. They are pressed anew on the cell, as JupyterLab never acts on those of a control. */
function handKeysOn(event) {
  const cell = event.currentTarget.closest(".jp-Cell"), accel = event.ctrlKey || event.metaKey;
  const saves = event.key === "s" && accel, runs = event.key === "Enter" && (event.shiftKey || accel);
  const isForTheNotebook = saves || runs || event.key === "Escape";
  if (isForTheNotebook && !cell) return; // another host may know them
  event.stopPropagation();
  if (!isForTheNotebook) return;
  event.preventDefault(); // Enter would press a button as well
  if (!saves) cell.focus({ preventScroll: true });
  cell.dispatchEvent(new KeyboardEvent("keydown", event));
}

/** Words by their short name, from Python in the learner's language: "{count} strokes", filled in. */
function text(model, name, places = {}) {
  return model.get("_labels")[name].replace(/\{(\w+)\}/g, (_, place) => places[place]);
}

/** Act once there is no kernel behind the view, or no longer. Jupyter marks the view where that is so
 *  from the start and at a restart; its manager's kernel tells of a crash and of its end. */
function onceKernelIsGone({ model, el, signal }, act) {
  const kernel = model.widget_manager?.kernel; // of JupyterLab's manager and Notebook 7's
  const onLive = () => { if (el.classList.contains("jupyter-widgets-disconnected")) act(); };
  const onStatus = (_, status) => { if (status.endsWith("restarting")) act(); };
  model.on("comm_live_update", onLive);
  kernel?.statusChanged.connect(onStatus);
  kernel?.disposed.connect(act);
  signal.addEventListener("abort", () => {
    model.off("comm_live_update", onLive);
    kernel?.statusChanged.disconnect(onStatus);
    kernel?.disposed.disconnect(act);
  });
  onLive();
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
    name: "learning_rate", label: text(model, "learning rate"), min: 0, max: rates.length - 1, step: 1,
    show: (rate) => String(Number(rate.toPrecision(4))),
    toNumber: (place) => rates[place],
    toPlace: (rate) => rates.reduce((best, other, place) =>
      (distance(rate, other) < distance(rate, rates[best]) ? place : best), 0),
  });
}

/** A menu for a trait that is one of several words. */
function menu(model, signal, { name, label, choices, show = (choice) => choice }) {
  const options = choices.map((choice) => element("option", { value: choice }, show(choice)));
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
  follow(model, signal, ["error"], () => { line.textContent = model.get("error"); });
  return line;
}

/** What the signs and colours of a picture mean: pairs of a mark and its meaning. */
function key(...entries) {
  return element("div", { class: "course-key" },
    ...entries.map(([mark, meaning]) => element("span", {}, mark, ` ${meaning}`)));
}

const sign = (text, color) => element("b", { style: `color: ${color}`, "aria-hidden": "true" }, text);
const swatch = (ground, stripe = ground) => element("span", { class: "course-swatch", "aria-hidden": "true",
  style: `background: repeating-linear-gradient(-45deg, ${ground} 0 4px, ${stripe} 4px 6px)` });
const targets = (model) => [
  [sign("●", ORANGE), text(model, "target 0")], [sign("■", BLUE), text(model, "target 1")]];

/** The frame of a chart with figures at its left and lower edge; a tick is [share, text]. */
function axes(left, top, width, height, ticks, names) {
  const bottom = top + height, look = { "font-size": 14, fill: "#333" };
  const middle = { ...look, "text-anchor": "middle" }, end = { ...look, "text-anchor": "end" };
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
  const place = `translate(15 ${top + height / 2})`;
  const isShort = /^[!-₟]{1,2}$/.test(names[1]); // "b", "x₂"; a Chinese letter is wider
  const turned = isShort ? "" : " rotate(-90)";
  return [...parts,
    shape("text", { x: left + width / 2, y: bottom + 38, ...middle }, names[0]),
    shape("text", { ...middle, transform: place + turned }, names[1]),
    shape("rect", { x: left, y: top, width, height, fill: "none", stroke: "#333" })];
}
