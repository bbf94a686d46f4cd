// One chart of one signal: mean and spread of windows, holes where nothing was measured, sensor alerts hatched over,
// patient alerts as lines. It is read by pointer or by the arrow keys; the numbers stand in the windows table as well.

import { SIGNALS, clock, day, nameOf, shortOf, svg, unitOf, valueText, el } from "./common.js";

const WIDTH = 1000;
const HEIGHT = 100;

export function chart(signal, windows, { since, until, continuous, gaps, alerts, limits, read }) {
  const [low, high] = scale(signal, windows, limits);
  const x = (at) => ((Date.parse(at) - since) / (until - since)) * WIDTH;
  const y = (value) => HEIGHT - ((value - low) / (high - low)) * HEIGHT;
  const middle = (one) => (x(one.start) + x(one.end)) / 2;
  const cursor = svg("line", { class: "cursor", y1: 0, y2: HEIGHT, visibility: "hidden" });
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", tabindex: 0, role: "img", "aria-label": spoken(signal, windows) },
    [low, (low + high) / 2, high].map((value) => svg("line", { class: "grid-line", x1: 0, x2: WIDTH, y1: y(value), y2: y(value) })),
    gaps.map((gap) => box("hole", x(gap.start), x(gap.end), 2, HEIGHT - 4)),
    alerts.filter((one) => one.technical && concerns(one, signal)).map((one) => box("fault", x(one.opened_at), one.closed_at ? x(one.closed_at) : WIDTH, 0, HEIGHT)),
    ["low", "high"].filter((side) => limits?.[side] != null).map((side) => svg("line", { class: "limit", x1: 0, x2: WIDTH, y1: y(limits[side]), y2: y(limits[side]) })),
    continuous ? svg("path", { class: "spread", d: spread(windows, middle, y) }) : null,
    svg("path", { class: "mean", d: line(continuous, windows, middle, y) }),
    windows.filter((one) => one.late).map((one) => svg("path", { class: "late-mark", d: `M${middle(one)} ${HEIGHT}h0.01` })),
    alerts.filter((one) => !one.technical && Date.parse(one.opened_at) >= since).map((one) => svg("line", { class: "event", "data-priority": one.priority, x1: x(one.opened_at), x2: x(one.opened_at), y1: 0, y2: HEIGHT }, svg("title", {}, one.reason))),
    cursor);
  listen(picture, windows, cursor, middle, (one) => read(told(signal, one)));
  return el("figure", { class: "chart", "data-signal": signal },
    el("figcaption", {}, el("b", {}, shortOf(signal)), unitOf(signal), el("br"), el("span", { class: "quiet" }, `${round(low)}–${round(high)}`)), picture);
}

const round = (value) => Number(value.toFixed(1));
const concerns = (alert, signal) => !alert.rule.includes(":") || alert.rule.endsWith(`:${signal}`);

function scale(signal, windows, limits) {
  const [low, high] = SIGNALS[signal]?.range ?? [0, 100];
  const lows = windows.map((one) => one.min).concat(limits?.low ?? []);
  const highs = windows.map((one) => one.max).concat(limits?.high ?? []);
  return [Math.min(low, ...lows), Math.max(high, ...highs)];
}

const box = (name, from, to, top, height) => svg("rect", { class: name, x: Math.max(0, from), y: top, width: Math.max(1, Math.min(WIDTH, to) - Math.max(0, from)), height });

/** Windows that follow each other without a hole; what is measured now and then is joined for as long as it holds. */
function stretches(continuous, windows) {
  const found = [];
  const apart = continuous ? 0 : 4 * 3600_000;
  for (const one of windows) {
    const last = found.at(-1)?.at(-1);
    if (last && Date.parse(one.start) - Date.parse(last.end) <= apart) found.at(-1).push(one);
    else found.push([one]);
  }
  return found;
}

function line(continuous, windows, middle, y) {
  return stretches(continuous, windows).map((own) => own.map((one, place) => `${place ? "L" : "M"}${middle(one).toFixed(1)} ${y(one.mean).toFixed(1)}`).join("") + "h0.01").join("");
}

function spread(windows, middle, y) {
  return stretches(true, windows).filter((own) => own.length > 1).map((own) => {
    const there = own.map((one) => `${middle(one).toFixed(1)} ${y(one.max).toFixed(1)}`);
    const back = own.map((one) => `${middle(one).toFixed(1)} ${y(one.min).toFixed(1)}`).reverse();
    return `M${[...there, ...back].join("L")}Z`;
  }).join("");
}

function spoken(signal, windows) {
  if (!windows.length) return `${nameOf(signal)}: nothing measured`;
  const low = Math.min(...windows.map((one) => one.min));
  const high = Math.max(...windows.map((one) => one.max));
  return `${nameOf(signal)}, ${valueText(signal, low)} to ${valueText(signal, high)} ${unitOf(signal)}, last ${valueText(signal, windows.at(-1).mean)}. Arrow keys read the windows.`;
}

const told = (signal, one) =>
  `${day(one.start)}–${clock(one.end)} · ${shortOf(signal)} ${valueText(signal, one.mean)} ${unitOf(signal)} (${valueText(signal, one.min)} to ${valueText(signal, one.max)}), ${one.count} ${one.count === 1 ? "reading" : "readings"}${one.late ? `, ${one.late} late` : ""}`;

function listen(picture, windows, cursor, middle, read) {
  let place = windows.length;
  const show = (to) => {
    if (!windows[to]) return;
    place = to;
    for (const side of ["x1", "x2"]) cursor.setAttribute(side, middle(windows[to]));
    cursor.setAttribute("visibility", "visible");
    read(windows[to]);
  };
  picture.addEventListener("pointermove", (event) => {
    const frame = picture.getBoundingClientRect();
    const at = ((event.clientX - frame.left) / frame.width) * WIDTH;
    const nearest = windows.reduce((best, one, index) => (Math.abs(middle(one) - at) < Math.abs(middle(windows[best]) - at) ? index : best), 0);
    show(nearest);
  });
  picture.addEventListener("pointerleave", () => cursor.setAttribute("visibility", "hidden"));
  picture.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: windows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(Math.max(0, Math.min(windows.length - 1, to)));
  });
}
