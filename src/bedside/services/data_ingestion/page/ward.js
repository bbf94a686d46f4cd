// The board: hears the stream, keeps one card a bed, and makes sure that nothing old looks live.
// A card is made once and written into after that, so that 200 beds a second cost little.

import {
  $, PRIORITY_ICON, STATES, address, age, asShown, bedName, call, clock, closers, el, fill, foremost, heardAt, icon, kept, mark, moment, noNews2, now, openDialog, partOf, patientPage, pauseText,
  riskText, scoreOf, scoreTable, scoreText, seenText, shortOf, silencesText, svg, themeButton, unitOf, valueText, write,
} from "./common.js";
import { isOn, sound, toggle } from "./sound.js";

const SILENT_MS = 12_000;
const REST_MS = 3000;
const SORT_MS = 30_000;
const DENSE_FROM = 40;
const RANKS = Object.keys(STATES);
const SLOTS = [
  { signals: ["heart_rate", "pulse_rate"], key: "heart", short: "HR", range: [40, 150] },
  { signals: ["spo2"], key: "spo2", short: "SpO₂", range: [80, 100] },
  { signals: ["respiratory_rate"], key: "respiratory_rate", short: "RR", range: [4, 40] },
];

const beds = new Map();
const cards = new Map();
const state = { heard: 0, arrangedAt: 0, live: "waiting", system: [], silences: [], order: kept("ward.order") ?? "state", ward: kept("ward.ward") ?? "", touched: 0, stale: true };

// ---- The stream -------------------------------------------------------------------------------------------------

let source = null;
function listen() {
  source?.close();
  source = new EventSource(address("ward/events"));
  source.addEventListener("ward", (event) => {
    const told = JSON.parse(event.data);
    const there = new Set(told.beds.map((bed) => bed.patient_id));
    for (const id of [...beds.keys()]) if (!there.has(id)) remove(id);
    take(told);
  });
  source.addEventListener("beds", (event) => take(JSON.parse(event.data)));
  source.addEventListener("beat", (event) => heard(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

function heard({ at }) {
  heardAt(at);
  state.heard = performance.now();
  setLive("live");
}

function take(told) {
  heard(told);
  for (const id of told.gone) remove(id);
  for (const bed of told.beds) {
    const before = beds.get(bed.patient_id);
    bed.trends ??= before?.trends ?? {};  // sent again only where they differ
    announce(before, bed);
    beds.set(bed.patient_id, bed);
    draw(bed);
  }
  state.system = told.system;
  showSystem();
  state.stale = true;
}

function remove(id) {
  beds.delete(id);
  cards.get(id)?.node.remove();
  cards.delete(id);
  state.stale = true;
}

function setLive(live) {
  if (state.live === live) return;
  state.live = live;
  document.body.dataset.live = live;
  write($("live-word"), { live: "Live", lost: "Not live", waiting: "Connecting" }[live]);
  $("disconnected").hidden = live !== "lost";
  if (live === "lost") {
    const since = state.heard ? `Everything below is of ${clock(now() - (performance.now() - state.heard), true)} and not live.` : "Nothing below is live.";
    $("disconnected").textContent = `Connection lost. ${since} Look at the patients and their monitors.`;
  }
}

function announce(before, bed) {
  if (before && RANKS.indexOf(bed.state) < RANKS.indexOf(before.state) && ["critical", "urgent", "lost"].includes(bed.state)) {
    const line = `${bedName(bed)}: ${bed.word}. ${(bed.alerts.find((one) => one.state === "open") ?? bed.alerts[0])?.reason ?? `${scoreOf(bed)?.name ?? "NEWS2"} ${scoreText(scoreOf(bed))}`}`;
    $(bed.state === "critical" ? "said-at-once" : "said").textContent = line;
  }
}

// ---- Cards ------------------------------------------------------------------------------------------------------

function card(id) {
  const made = { vitals: [], measured: {} };
  made.name = el("span", { class: "bed-name" });
  made.who = el("span", { class: "bed-who" });
  made.link = el("a", { class: "bed-link", href: patientPage(id) }, made.name, made.who);
  made.state = el("span", { class: "state" });
  made.score = el("b");
  made.scoreName = el("span");
  made.news2 = el("button", { class: "news2", type: "button", onclick: () => showScore(id) }, made.score, made.scoreName);
  made.vitals = SLOTS.map(vitalCell);
  made.measured = { bp: measuredCell("BP mmHg"), temperature: measuredCell("Temp °C"), consciousness: measuredCell("ACVPU") };
  made.episodes = el("ul", { class: "episodes", "aria-label": "Open alerts" });
  made.chips = el("div", { class: "chips" });
  made.node = el("li", { class: "bed" },
    el("div", { class: "bed-head" }, made.link, made.state, made.news2),
    made.episodes,
    el("div", {}, el("div", { class: "vitals" }, made.vitals.map((cell) => cell.node)), made.chips),
    el("dl", { class: "measured" }, Object.values(made.measured).map((cell) => cell.node)));
  made.node.addEventListener("keydown", (event) => keyOn(event, id));
  return made;
}

function vitalCell(slot) {
  const cell = { slot };
  cell.short = el("span", { class: "short" }, slot.short);
  cell.value = el("span", { class: "vital-value" });
  cell.age = el("span", { class: "vital-age" });
  cell.path = svg("path");
  cell.trend = svg("svg", { class: "trend", viewBox: "0 0 60 20", preserveAspectRatio: "none", role: "img" }, svg("line", { x1: 0, x2: 60, y1: 20, y2: 20 }), cell.path);
  cell.last = el("div", { class: "vital-last" });
  cell.node = el("div", { class: "vital", "data-signal": slot.key },
    el("div", { class: "vital-name" }, cell.short, cell.age),
    el("div", { class: "vital-line" }, cell.value, el("span", { class: "unit" }, unitOf(slot.signals[0]))), cell.last, cell.trend);
  return cell;
}

function measuredCell(name) {
  const cell = { value: el("span"), age: el("small") };
  cell.node = el("div", {}, el("dt", {}, name), el("dd", {}, cell.value, " ", cell.age));
  return cell;
}

function draw(bed) {
  let made = cards.get(bed.patient_id);
  if (!made) {
    made = card(bed.patient_id);
    cards.set(bed.patient_id, made);
  }
  made.bed = bed;
  made.values = new Map(bed.values.map((one) => [one.signal, one]));
  made.points = new Map((scoreOf(bed)?.parts ?? []).map((part) => [part.name, part.points]));
  write(made.name, state.dense && !state.ward && bed.ward && bed.bed ? `${bed.ward} ${bed.bed}` : bedName(bed));
  const oxygen = scoreOf(bed)?.parts.some((part) => part.name === "oxygen" && part.value !== "air" && part.points) ? "O₂" : "";
  write(made.who, [oxygen, bed.spo2_scale === 2 ? "scale 2" : "", bed.patient_id, state.ward ? "" : bed.ward].filter(Boolean).join(" · "));
  if (made.state.dataset.state !== bed.state) {
    made.state.dataset.state = bed.state;
    fill(made.state, icon(bed.state), el("span", {}, bed.word));
  }
  mark(made.node, "state", bed.state);
  drawScore(made, bed);
  drawAges(made);
  if (made.trends !== bed.trends) drawTrends(made, bed.trends);
  drawEpisodes(made, bed);
}

function drawScore(made, bed) {
  const score = scoreOf(bed);
  write(made.score, scoreText(score));
  mark(made.news2, "risk", score?.risk ?? "");
  mark(made.news2, "partial", String(Boolean(score?.applicable && score.partial)));
  const said = score === bed.news2 ? [score?.text ?? "NEWS2 not known"] : [score.text, noNews2(bed.news2)];
  const label = `${said.filter(Boolean).join(". ")}. Show its parts`;
  if (made.news2.getAttribute("aria-label") !== label) made.news2.setAttribute("aria-label", label);
}

/** Writes values and ages as they are at this moment; what has grown old since it was sent is shown as old. */
function drawAges(made) {
  const at = now();
  const score = scoreOf(made.bed);
  const lost = made.bed.values.filter((one) => one.continuous && at - Date.parse(one.observed_at) > one.fresh_ms && score && partOf(score, one));
  mark(made.news2, "old", String(lost.length > 0));
  write(made.scoreName, lost.length ? `${age(Math.max(...lost.map((one) => at - Date.parse(one.observed_at))))} old` : score?.name ?? "NEWS2");
  for (const cell of made.vitals) {
    const value = cell.slot.signals.map((name) => made.values.get(name)).filter(Boolean).sort((a, b) => Date.parse(b.observed_at) - Date.parse(a.observed_at))[0];
    drawVital(cell, value, at, made.points);
  }
  const systolic = made.values.get("systolic_bp");
  const diastolic = made.values.get("diastolic_bp");
  const bp = systolic && `${valueText("systolic_bp", systolic.value)}/${diastolic && Math.abs(Date.parse(diastolic.observed_at) - Date.parse(systolic.observed_at)) < 60_000 ? valueText("diastolic_bp", diastolic.value) : "–"}`;
  drawMeasured(made.measured.bp, systolic, bp, at, made.points.get("systolic_bp"));
  for (const name of ["temperature", "consciousness"]) {
    const value = made.values.get(name);
    drawMeasured(made.measured[name], value, value && valueText(name, value.value), at, made.points.get(name));
  }
}

function drawVital(cell, value, at, points) {
  if (!value) {
    mark(cell.node, "quality", "none");
    mark(cell.node, "points", "");
    write(cell.value, "–");
    write(cell.age, "");
    write(cell.last, "");
    return;
  }
  const old = at - Date.parse(value.observed_at);
  const holds = value.quality === "current" && old <= value.fresh_ms;
  const text = valueText(value.signal, value.value);
  const part = value.signal === "pulse_rate" ? "heart_rate" : value.signal;
  write(cell.short, shortOf(value.signal));
  mark(cell.node, "quality", holds ? "current" : value.quality === "mistimed" ? "mistimed" : "lost");
  mark(cell.node, "points", holds ? String(points.get(part) ?? "") : "");
  write(cell.value, holds ? text : "– –");
  write(cell.age, holds && old >= 10_000 ? age(old) : "");
  write(cell.last, holds ? "" : value.quality === "mistimed" ? `${text}, clock ahead` : `was ${text}, ${age(old)}`);
}

function drawMeasured(cell, value, text, at, points) {
  const old = value ? at - Date.parse(value.observed_at) : 0;
  const holds = value && old <= value.fresh_ms;
  mark(cell.node, "quality", !value ? "none" : holds ? "current" : "stale");
  mark(cell.node, "points", holds ? String(points ?? "") : "");
  write(cell.value, text ?? "–");
  write(cell.age, !value ? "" : holds ? age(old) : `old ${age(old)}`);
}

function drawTrends(made, trends) {
  made.trends = trends;
  for (const { slot, path, trend } of made.vitals) {
    const line = slot.signals.map((name) => trends[name]).find(Boolean) ?? [];
    path.setAttribute("d", course(line, slot.range));
    const known = line.filter((one) => one != null);
    trend.setAttribute("aria-label", known.length ? `${slot.short} of the last hour: ${Math.min(...known)} to ${Math.max(...known)}` : `${slot.short}: no trend`);
  }
}

/** A minute without a reading breaks the line. */
function course(line, [low, high]) {
  let path = "";
  let pen = "M";
  line.forEach((value, minute) => {
    if (value == null) { pen = "M"; return; }
    const y = 19 - 18 * Math.min(1, Math.max(0, (value - low) / (high - low)));
    path += `${pen}${minute + 0.5} ${y.toFixed(1)}`;
    if (pen === "M") path += `h0.01`;
    pen = "L";
  });
  return path;
}

function drawEpisodes(made, bed) {
  const silenced = silencesText(state.silences, bed.patient_id);
  const key = JSON.stringify([state.dense, bed.alerts, pauseText(bed), silenced, bed.lost, bed.state, reasonText(bed), noNews2(bed.news2)]);
  if (made.key === key) return;
  made.key = key;
  const { shown, more } = foremost(bed.alerts, state.dense ? 1 : 3);
  fill(made.episodes, shown.map((alert) => episode(alert, bed)), reason(bed), more ? el("li", { class: "more" }, more) : null);
  const lost = bed.state !== "lost" && bed.lost.length ? el("span", { class: "chip" }, icon("lost"), `Sensor lost: ${bed.lost.map(shortOf).join(", ")}`) : null;
  const other = noNews2(bed.news2) && el("span", { class: "chip plain" }, noNews2(bed.news2));
  const held = [pauseText(bed), ...silenced].filter(Boolean);
  fill(made.chips, lost, held.map((text) => el("span", { class: "chip held", title: text }, icon("paused"), el("span", {}, text))), other || null);
}

/** Why a bed is where it is, while no alert tells it: the parts of the score that have points. */
function reasonText(bed) {
  if (!["critical", "urgent"].includes(bed.state) || !scoreOf(bed)?.applicable || bed.alerts.some((one) => !one.technical)) return "";
  const parts = scoreOf(bed).parts.filter((part) => part.points).sort((a, b) => b.points - a.points);
  return parts.map((part) => `${shortOf(part.name)} ${part.points}`).join(", ");
}
function reason(bed) {
  const text = reasonText(bed);
  return text && el("li", { class: "episode reason" }, icon("watch"), el("div", {}, el("div", { class: "episode-reason" }, "By score alone"), el("div", { class: "episode-when" }, `Points: ${text}`)));
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function episode(alert, bed) {
  const seen = alert.state === "acknowledged";
  const by = seen ? el("span", { class: "seen" }, icon("seen"), capital(seenText(alert))) : null;
  const since = [`since ${moment(alert.opened_at)}`, seenText(alert)].filter(Boolean).join(", ");
  const button = seen ? null : el("button", { class: "button", type: "button", "aria-label": `Acknowledge for ${bedName(bed)}: ${alert.reason}`, onclick: () => acknowledge(alert, bed) }, "Ack");
  return el("li", { class: "episode", "data-priority": alert.priority, "data-state": alert.state, "data-technical": String(alert.technical) },
    icon(alert.technical ? "lost" : PRIORITY_ICON[alert.priority]),
    el("div", {}, el("div", { class: "episode-reason", title: alert.reason }, el("span", { class: "unseen" }, `${alert.priority} priority: `), alert.reason),
      el("div", { class: "episode-when" }, by ?? since, alert.silenced ? ", silenced" : "")),
    button);
}

// ---- Order, filter, tally ---------------------------------------------------------------------------------------

const place = (bed) => [bed.ward || "\uffff", bed.bed || "\uffff", bed.patient_id].join("\u0001");
const compare = new Intl.Collator(undefined, { numeric: true }).compare;
const unseenHigh = (bed) => bed.alerts.some((one) => one.priority === "high" && one.state === "open" && !one.technical);
const points = (bed) => (scoreOf(bed)?.applicable ? scoreOf(bed).score : 0);

function worse(a, b) {
  return unseenHigh(b) - unseenHigh(a) || RANKS.indexOf(a.state) - RANKS.indexOf(b.state) || points(b) - points(a) || compare(place(a), place(b));
}

function arrange() {
  if (!state.stale) return;
  const all = [...beds.values()];
  const shown = all.filter((bed) => !state.ward || bed.ward === state.ward);
  showWards(all);
  showTally(shown);
  $("nobody").hidden = state.live === "waiting" || shown.length > 0;
  const dense = shown.length >= DENSE_FROM;
  if (dense !== state.dense) {
    state.dense = dense;
    $("beds").classList.toggle("dense", dense);
    for (const bed of all) draw(bed);
  }
  // Cards do not move under a hand: not while somebody touches the board or has a dialog open.
  const isHeld = performance.now() - state.touched < REST_MS || document.querySelector("dialog[open]");
  // Points alone go up and down by the second: they reorder the board now and then, a state at once.
  const key = shown.map((bed) => `${bed.patient_id}${bed.state}${unseenHigh(bed)}${bed.ward}${bed.bed}`).sort().join();
  const isDue = key !== state.arranged || performance.now() - state.arrangedAt > SORT_MS;
  if ((isHeld || !isDue) && $("beds").childElementCount === shown.length && state.touched) return;
  Object.assign(state, { stale: false, arranged: key, arrangedAt: performance.now(), touched: state.touched || 1 });
  shown.sort(state.order === "bed" ? (a, b) => compare(place(a), place(b)) : worse);
  const wanted = shown.map((bed) => cards.get(bed.patient_id).node);
  const list = $("beds");
  const focused = document.activeElement;
  for (const child of [...list.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
  if (focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
}

function showWards(all) {
  const names = [...new Set(all.map((bed) => bed.ward))].filter(Boolean).sort(compare);
  const known = [...$("ward").options].slice(1).map((one) => one.value);
  if (names.join("\n") === known.join("\n")) return;
  fill($("ward"), el("option", { value: "" }, "All wards"), names.map((name) => el("option", { value: name, selected: name === state.ward }, name)));
}

function showTally(shown) {
  const counts = RANKS.map((rank) => [rank, shown.filter((bed) => bed.state === rank).length]).filter(([, count]) => count);
  const key = counts.join();
  if ($("tally").dataset.key === key) return;
  $("tally").dataset.key = key;
  fill($("tally"), counts.map(([rank, count]) => el("li", { class: "state", "data-state": rank }, icon(rank), el("span", {}, `${count} ${STATES[rank]}`))));
}

function showSystem() {
  const silenced = silencesText(state.silences, null);
  const key = JSON.stringify([state.system, silenced]);
  if ($("system").dataset.key === key) return;
  $("system").dataset.key = key;
  $("system").hidden = !state.system.length && !silenced.length;
  fill($("system"), el("ul", {}, state.system.map((alert) => el("li", {}, `${alert.reason} (since ${moment(alert.opened_at)})`)), silenced.map((text) => el("li", {}, `For everybody: ${text}`))));
}

/** Asks which silences hold; they are few and change seldom, so that they are no part of the stream. */
async function hearSilences() {
  try {
    ({ silences: state.silences } = await call("silences"));
  } catch {
    return; // what was known is shown on; a lost connection is told by the stream
  }
  for (const [id, made] of cards) drawEpisodes(made, beds.get(id));
  showSystem();
}

// ---- What a person does -----------------------------------------------------------------------------------------

function showScore(id) {
  const bed = beds.get(id);
  const score = scoreOf(bed);
  const other = noNews2(bed.news2) && el("p", {}, `${noNews2(bed.news2)}.`);
  write($("score-title"), `${bedName(bed)}: ${score?.applicable === false ? "NEWS2" : `${score?.name ?? "NEWS2"} ${scoreText(score)}`}`);
  if (!score) fill($("score-body"), el("p", {}, "Nothing was measured yet."));
  else if (!score.applicable) fill($("score-body"), other);
  else {
    const lower = score.partial ? el("p", { class: "problem" }, "Something is missing or too old: the true score may be higher.") : null;
    const notes = score.notes.map((note) => el("p", { class: "quiet" }, `Note: ${note}.`));
    fill($("score-body"), el("p", {}, `${riskText(score)}, at ${clock(now(), true)}.`), other || null, lower, scoreTable(score), notes, el("p", {}, el("a", { href: patientPage(id) }, "Open the patient")));
  }
  openDialog($("score"));
}

let answering = null;
function showAnswering(alert, bed) {
  answering = { alert, bed };
  write($("ack-reason"), `${bedName(bed)}: ${alert.reason} (since ${moment(alert.opened_at)})`);
}
function acknowledge(alert, bed) {
  showAnswering(alert, bed);
  $("ack-by").value = kept("name") ?? "";
  $("ack-comment").value = "";
  $("ack-problem").hidden = true;
  openDialog($("ack"));
  $($("ack-by").value ? "ack-comment" : "ack-by").focus();
}

$("ack-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    const by = $("ack-by").value.trim();
    kept("name", by);
    const comment = $("ack-comment").value.trim();
    const body = { by, seen: asShown(answering.alert), ...(comment ? { comment } : {}) };
    await call(`alerts/${encodeURIComponent(answering.alert.id)}/ack`, { method: "POST", body });
    $("ack").close();
    cards.get(answering.bed.patient_id)?.link.focus(); // the button that opened this is gone
    $("said").textContent = "Acknowledged.";
  } catch (error) {
    $("ack-problem").textContent = error.message;
    $("ack-problem").hidden = false;
    if (error.code === "alert_worse") await showWorse();
  }
});

/** Shows in the open dialog what the alert says by now, so that only that is acknowledged with the next press. */
async function showWorse() {
  const { alert, bed } = answering;
  const told = await call("alerts", { query: { patient_id: alert.patient_id, limit: 1000 } }).catch(() => ({ alerts: [] }));
  const worse = told.alerts.find((one) => one.id === alert.id);
  if (worse && answering.alert === alert) showAnswering(worse, bed);
}

function keyOn(event, id) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const bed = beds.get(id);
  if (event.key === "n") showScore(id);
  else if (event.key === "a") {
    const alert = bed.alerts.find((one) => one.state === "open");
    if (alert) acknowledge(alert, bed);
  } else if (!move(event)) return;
  event.preventDefault();
}

function move(event) {
  const list = [...$("beds").children];
  const here = list.indexOf(event.currentTarget);
  const across = list.filter((node) => node.offsetTop === list[0].offsetTop).length;
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, ArrowDown: here + across, ArrowUp: here - across, Home: 0, End: list.length - 1 }[event.key];
  if (to === undefined || !list[to]) return false;
  list[to].querySelector(".bed-link").focus();
  return true;
}

function setOrder(order) {
  state.order = order;
  kept("ward.order", order);
  for (const [id, own] of [["by-state", "state"], ["by-bed", "bed"]]) $(id).setAttribute("aria-pressed", String(own === order));
  state.stale = true;
  state.touched = 0;
  arrange();
}

$("by-state").addEventListener("click", () => setOrder("state"));
$("by-bed").addEventListener("click", () => setOrder("bed"));
$("ward").addEventListener("change", () => {
  state.ward = $("ward").value;
  for (const bed of beds.values()) draw(bed);
  kept("ward.ward", state.ward);
  state.stale = true;
  state.touched = 0;
  arrange();
});
for (const kind of ["pointermove", "pointerdown", "keydown"]) $("beds").addEventListener(kind, () => { state.touched = performance.now(); }, { passive: true });
$("sound").addEventListener("click", async () => {
  const on = await toggle();
  $("sound").setAttribute("aria-pressed", String(on));
  $("sound-icon").setAttribute("href", address(`ward/page/icons.svg#${on ? "sound" : "mute"}`).replace(/\?.*?(?=#)/, ""));
  $("said").textContent = on ? "Alarm sound is on." : "Alarm sound is off.";
});
$("keys-open").addEventListener("click", () => openDialog($("keys")));
$("handover").href = address("ward/handover");
themeButton($("theme"));
closers();

// ---- Time -------------------------------------------------------------------------------------------------------

function loudest() {
  if (state.live === "lost") return "disconnected";
  const open = [...beds.values()].filter((bed) => !state.ward || bed.ward === state.ward).flatMap((bed) => bed.alerts).filter((one) => one.state === "open" && !one.silenced);
  for (const priority of ["high", "medium", "low"]) if (open.some((one) => one.priority === priority && !one.technical)) return priority;
  return open.length || state.system.length ? "technical" : "";
}

setInterval(() => {
  if (performance.now() - state.heard > SILENT_MS && performance.now() > SILENT_MS) {
    setLive("lost");
    if (performance.now() - (state.retried ?? 0) > SILENT_MS) {  // a half-open connection never reports an error
      state.retried = performance.now();
      listen();
    }
  }
  if (state.live === "live") write($("clock"), clock(now(), true));
  for (const made of cards.values()) drawAges(made);
  arrange();
  if (isOn()) sound(loudest());
}, 500);

setOrder(state.order);
listen();
hearSilences();
setInterval(hearSilences, 10_000);
