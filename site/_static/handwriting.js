// How the start page reads your digit: what the course does in Python, in plain JavaScript.
//
// A function has the name that it has in its lesson, and above it stands where it is explained: the
// lesson's file and the heading. An image is a list of rows, and a row is a list of greys, from 0,
// paper, to 255, ink. Two scripts have come before: `smallNet`, the weights, and `drawingPad`, the
// front of lesson 11's pad, with `padWords`, what it says. There is no other: nothing is asked of a server.
"use strict";

// What NumPy has and JavaScript has not.

const range = (count) => [...Array(count).keys()];
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const clip = (number, low, high) => Math.min(Math.max(number, low), high);
const transpose = (image) => image[0].map((_, column) => image.map((row) => row[column]));
const zeros = (rows, columns) => range(rows).map(() => Array(columns).fill(0));
const isEmpty = (image) => image.every((row) => row.every((grey) => grey === 0));

/** Round as Python does: a number midway between two goes to the even one. */
function round(number) {
  const up = Math.floor(number + 0.5);
  return up - number === 0.5 && up % 2 !== 0 ? up - 1 : up;
}

// From strokes to pixels: 11_your_own_handwriting.ipynb#Twenty-drawings

const SIDE = 280; // pixels along each side of the paper

/** Draw strokes, each a list of points [x, y] from 0 to 1, with a round pen. */
function strokesToPixels(strokes, pen) {
  const ink = zeros(SIDE, SIDE);
  for (const stroke of strokes) {
    const points = stroke.map(([x, y]) => [SIDE * x, SIDE * y]);
    const ends = points.length > 1 ? points.slice(1) : points; // a single point makes a dot
    ends.forEach((end, k) => drawLine(ink, points[k], end, pen / 2));
  }
  return ink.map((row) => row.map((share) => round(255 * share)));
}

/** Darken the pixels within `radius` of the line from one point to another. */
function drawLine(ink, [x0, y0], [x1, y1], radius) {
  const place = (number) => Math.floor(clip(number, 0, SIDE));
  const [left, right] = [place(Math.min(x0, x1) - radius - 1), place(Math.max(x0, x1) + radius + 2)];
  const [top, bottom] = [place(Math.min(y0, y1) - radius - 1), place(Math.max(y0, y1) + radius + 2)];
  const [alongX, alongY] = [x1 - x0, y1 - y0];
  const length = Math.max(alongX ** 2 + alongY ** 2, 1e-12); // squared
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const x = column + 0.5 - x0, y = row + 0.5 - y0; // a pixel is where its middle is
      const nearest = clip((x * alongX + y * alongY) / length, 0, 1); // 0 is the start, 1 the end
      const distance = Math.hypot(x - nearest * alongX, y - nearest * alongY);
      ink[row][column] = Math.max(ink[row][column], clip(radius + 0.5 - distance, 0, 1));
    }
  }
}

// Prepare it as MNIST's digits were prepared: 11_your_own_handwriting.ipynb#How-MNIST-was-made

/** Cut out the bounding box of the ink. 11_your_own_handwriting.ipynb#Crop */
function crop(paper) {
  const inked = (lines) => range(lines.length).filter((k) => lines[k].some((grey) => grey > 0));
  const rows = inked(paper), columns = inked(transpose(paper));
  const strip = paper.slice(rows[0], rows.at(-1) + 1);
  return strip.map((row) => row.slice(columns[0], columns.at(-1) + 1));
}

/** Cut the image into strips of rows, and replace each strip by its mean. */
function shrinkRows(image, count) {
  const strip = image.length / count; // its height
  return range(count).map((k) => {
    const rows = image.slice(Math.floor(k * strip), Math.ceil((k + 1) * strip));
    return rows[0].map((_, column) => sum(rows.map((row) => row[column])) / rows.length);
  });
}

/** Bring the longer side to 20 pixels. 11_your_own_handwriting.ipynb#Scale */
function scale(box) {
  const side = Math.max(box.length, box[0].length) / 20; // of a patch
  const height = Math.max(1, round(box.length / side));
  const width = Math.max(1, round(box[0].length / side));
  return transpose(shrinkRows(transpose(shrinkRows(box, height)), width));
}

/** The mean row and the mean column of the ink. */
function centreOfMass(image) {
  const mean = (lines) => sum(lines.map((line, k) => k * sum(line))) / sum(lines.map(sum));
  return [mean(image), mean(transpose(image))];
}

/** Place the image with its centre of mass in the middle. 11_your_own_handwriting.ipynb#Centre */
function centre(small) {
  const [row, column] = centreOfMass(small);
  const top = clip(round(14 - row), 0, 28 - small.length);
  const left = clip(round(14 - column), 0, 28 - small[0].length);
  const canvas = zeros(28, 28);
  small.forEach((line, k) => canvas[top + k].splice(left, line.length, ...line));
  return canvas;
}

/** From a paper of any size to the 28 by 28 pixels that the net sees. */
const prepare = (paper) => (isEmpty(paper) ? zeros(28, 28) : centre(scale(crop(paper))));

// The net, which 08_training_history.ipynb trains: output = activation(dot(W, x) + b), three times.

/** A layer without its activation. 02_broadcasting_and_dot_products.ipynb#Matrix-times-vector */
const dense = (x, { W, b }) => W.map((row, unit) => dot(row, x) + b[unit]);

/** Multiply and add up. (A loop: it runs a hundred thousand times for each answer.) */
function dot(row, x) {
  let total = 0;
  for (let i = 0; i < x.length; i += 1) total += row[i] * x[i];
  return total;
}

/** 02_broadcasting_and_dot_products.ipynb#Element-wise:-each-number-on-its-own */
const relu = (scores) => scores.map((score) => Math.max(score, 0));

/** 07_mnist_dense_net.ipynb#Softmax:-from-scores-to-probabilities */
function softmax(scores) {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return powers.map((power) => power / sum(powers));
}

/** Numbers as they are stored: base64 of one byte each, a whole number of steps. */
const numbers = ({ base64, step }) =>
  Array.from(Int8Array.from(atob(base64), (byte) => byte.charCodeAt(0)), (whole) => step * whole);

const layers = smallNet.layers.map(({ W, b }) => {
  const biases = numbers(b), weights = numbers(W), inputs = weights.length / biases.length;
  return { W: biases.map((_, unit) => weights.slice(unit * inputs, (unit + 1) * inputs)), b: biases };
});

/** What the net says of an image of 28 by 28 pixels: ten probabilities. */
function probabilitiesOf(image) {
  const x = image.flat().map((grey) => grey / 255);
  const hidden1 = relu(dense(x, layers[0]));
  const hidden2 = relu(dense(hidden1, layers[1]));
  return softmax(dense(hidden2, layers[2]));
}

// The pad, as in 11_your_own_handwriting.ipynb#The-pad

/** A share in per cent; "100%" is said only of the whole. */
const percent = (share) => (share >= 0.995 && share < 1 ? ">99%" : `${Math.round(100 * share)}%`);

/** What the front of the pad sets and gets: in JupyterLab that is Python's, and here it is this. */
class Pad extends EventTarget {
  traits = { strokes: [], pen: 20, error: "", _labels: padWords.labels };

  get(name) { return this.traits[name]; }
  set(name, value) {
    this.traits[name] = value;
    this.dispatchEvent(new Event(`change:${name}`));
  }
  on(change, draw) { this.addEventListener(change, draw); }
  off(change, draw) { this.removeEventListener(change, draw); }

  /** The front has set something: read the paper anew. */
  save_changes() {
    const image = prepare(strokesToPixels(this.get("strokes"), this.get("pen")));
    this.set("seen", new DataView(Uint8Array.from(image.flat(), round).buffer));
    const probabilities = isEmpty(image) ? [] : probabilitiesOf(image);
    const answer = isEmpty(image) ? null : probabilities.indexOf(Math.max(...probabilities));
    this.set("probabilities", probabilities);
    this.set("answer", answer);
    const words = padWords[isEmpty(image) ? "empty" : answer === 8 ? "an 8" : "digit"];
    const share = isEmpty(image) ? "" : percent(probabilities[answer]);
    this.set("sentence", words.replace("{digit}", answer).replace("{percent}", share));
  }
}

const pad = new Pad();
pad.save_changes(); // so that it says something of the empty paper
drawingPad.render({
  model: pad, el: document.getElementById("handwriting-pad"), signal: new AbortController().signal,
});
document.getElementById("handwriting-accuracy").textContent =
  `${(100 * smallNet.testAccuracy).toFixed(1)}%`;
