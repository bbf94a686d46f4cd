// What the ward's pages share: elements, calls, names and times. Whatever a server or a person wrote enters as text.

const ROOT = new URL("../../", import.meta.url);
const SVG = "http://www.w3.org/2000/svg";
const personId = new URLSearchParams(location.search).get("person_id");

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  return dressed(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return dressed(document.createElementNS(SVG, tag), attributes, children);
}

function dressed(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child != null && child !== false));
  return node;
}

export const icon = (name) =>
  svg("svg", { class: "icon-mark", "aria-hidden": "true", viewBox: "0 0 20 20" },
    svg("use", { href: new URL(`ward/page/icons.svg#${name}`, ROOT).href }));

export const fill = (node, ...children) => node.replaceChildren(...children.flat(2).filter((one) => one != null && one !== false));

/** Sets a node's text only where it differs: a board of many beds is drawn every second. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
export function mark(node, name, value) {
  if (node.dataset[name] !== value) node.dataset[name] = value;
}

// ---- Addresses and calls ----------------------------------------------------------------------------------------

export function address(path, query = {}) {
  const url = new URL(path, ROOT);
  const all = personId ? { ...query, person_id: personId } : query;
  for (const [name, value] of Object.entries(all)) if (value != null) url.searchParams.set(name, value);
  return url.href;
}
export const patientPage = (id) => address(`ward/patients/${encodeURIComponent(id)}`);

export class Problem extends Error {
  constructor(said, code) {
    super(said);
    this.code = code;
  }
}

export async function call(path, { method = "GET", query, body } = {}) {
  let response;
  try {
    const headers = body ? { "Content-Type": "application/json" } : {};
    response = await fetch(address(path, query), { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Problem("Bedside is not answering. Check the connection, then try again.");
  }
  const said = await response.json().catch(() => ({}));
  if (response.ok) return said;
  const fields = (said.errors ?? []).map((one) => `${one.field}: ${one.reason}`).join("; ");
  const parts = [said.detail ?? `The server answered ${response.status}`, fields, said.next_step].filter(Boolean);
  throw new Problem(`${parts.map((one) => one.replace(/\.$/, "")).join(". ")}.`, said.code);
}

// ---- Keeping ----------------------------------------------------------------------------------------------------

export function kept(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(`bedside.${key}`);
    if (value === null) localStorage.removeItem(`bedside.${key}`);
    else localStorage.setItem(`bedside.${key}`, value);
  } catch { /* nothing is kept */ }
  return null;
}

const systemDark = matchMedia("(prefers-color-scheme: dark)");
export function themeButton(button) {
  const isDark = () => (kept("theme") ?? (systemDark.matches ? "dark" : "light")) === "dark";
  const show = () => {
    const chosen = kept("theme");
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    button.setAttribute("aria-pressed", String(isDark()));
  };
  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    kept("theme", (wanted === "dark") === systemDark.matches ? null : wanted);
    show();
  });
  show();
}

// ---- Signals, values, times -------------------------------------------------------------------------------------

export const SIGNALS = {
  heart_rate: { short: "HR", name: "Heart rate", unit: "/min", range: [40, 160] },
  pulse_rate: { short: "PR", name: "Pulse rate", unit: "/min", range: [40, 160] },
  spo2: { short: "SpO₂", name: "Oxygen saturation", unit: "%", range: [80, 100] },
  respiratory_rate: { short: "RR", name: "Respiratory rate", unit: "/min", range: [5, 40] },
  systolic_bp: { short: "Sys", name: "Systolic pressure", unit: "mmHg", range: [70, 200] },
  diastolic_bp: { short: "Dia", name: "Diastolic pressure", unit: "mmHg", range: [30, 120] },
  mean_bp: { short: "MAP", name: "Mean pressure", unit: "mmHg", range: [40, 140] },
  temperature: { short: "Temp", name: "Temperature", unit: "°C", range: [34, 41], digits: 1 },
  glucose: { short: "Gluc", name: "Glucose", unit: "mg/dL", range: [40, 300] },
  oxygen_flow: { short: "O₂", name: "Oxygen flow", unit: "L/min", range: [0, 15], digits: 1 },
  fio2: { short: "FiO₂", name: "Inspired oxygen", unit: "%", range: [20, 100] },
  consciousness: { short: "ACVPU", name: "Consciousness", unit: "" },
  gcs: { short: "GCS", name: "Glasgow Coma Scale", unit: "", range: [3, 15] },
  capillary_refill: { short: "CRT", name: "Capillary refill", unit: "s", range: [0, 6], digits: 1 },
  respiratory_effort: { short: "Effort", name: "Respiratory effort", unit: "" },
  weight: { short: "Weight", name: "Weight", unit: "kg", range: [0, 150], digits: 1 },
  height: { short: "Height", name: "Height", unit: "cm", range: [0, 200] },
  oxygen: { short: "Air/O₂", name: "Air or oxygen", unit: "" },
  white_cells: { short: "WBC", name: "White cells", unit: "" },
};
const CODES = { A: "Alert", C: "New confusion", V: "Voice", P: "Pain", U: "Unresponsive" };
export const STATES = { critical: "Critical", urgent: "Urgent", lost: "Sensor lost", watch: "Watch", unscored: "Not scored", calm: "No alarm", empty: "No data" };
export const PRIORITY_ICON = { high: "critical", medium: "urgent", low: "watch" };

export const nameOf = (signal) => SIGNALS[signal]?.name ?? signal.replaceAll("_", " ");
export const shortOf = (signal) => SIGNALS[signal]?.short ?? signal;
export const unitOf = (signal) => SIGNALS[signal]?.unit ?? "";
export function valueText(signal, value, words = false) {
  if (typeof value !== "number") return words ? CODES[value] ?? String(value) : String(value);
  return value.toFixed(SIGNALS[signal]?.digits ?? 0);
}

/** Who has seen an alert, also of one that is over; somebody may have done so only before it got worse. */
export function seenText(alert) {
  const { acknowledged_by: by, acknowledged_at: at } = alert;
  if (by) return `seen by ${by}, ${moment(at)}`;
  const before = alert.acknowledged_before_it_got_worse;
  return before ? `worse than what ${before.acknowledged_by} saw, ${moment(before.acknowledged_at)}` : "";
}
const PRIORITIES = Object.keys(PRIORITY_ICON);
/** Sorts alerts as the server does: what is over last, then by priority, unseen first, the patient's before a sensor's, newest first. */
export const byUrgency = (a, b) =>
  (a.state === "closed") - (b.state === "closed") || PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
  (a.state !== "open") - (b.state !== "open") || a.technical - b.technical || Date.parse(b.opened_at) - Date.parse(a.opened_at);

/**
 * Of alerts by urgency those there is room for, and what to say of the rest. The gravest is always shown, seen or not;
 * beside it an alert that nobody has seen comes before one that somebody has.
 */
export function foremost(alerts, room) {
  const [gravest, ...others] = alerts;
  const open = others.filter((one) => one.state === "open");
  const kept = new Set([gravest, ...open, ...others.filter((one) => one.state !== "open")].slice(0, room));
  const cut = alerts.filter((one) => !kept.has(one));
  const unseen = cut.filter((one) => one.state === "open").length;
  return { shown: alerts.filter((one) => kept.has(one)), more: cut.length ? `${cut.length} more${unseen ? `, ${unseen} not seen` : ""}` : "" };
}

/** What an acknowledgement says that it is of: one of an older state of the alert is refused. */
export const asShown = (alert) => ({ priority: alert.priority, worsened: alert.worsened });

/** Server's time less this machine's: ages are told by the clock that stamped them. */
let ahead = 0;
export function heardAt(text) { ahead = Date.parse(text) - Date.now(); }
export const now = () => Date.now() + ahead;

export function age(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 100) return `${s} s`;
  if (s < 6000) return `${Math.floor(s / 60)} min`;
  if (s < 172800) return `${Math.floor(s / 3600)} h`;
  return `${Math.floor(s / 86400)} d`;
}
export const clock = (text, seconds = false) =>
  new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, hourCycle: "h23" }).format(new Date(text));
export const day = (text) =>
  new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(text));
/** Until when a patient's alarms are paused, by whom and why, as far as that was said; "" where they are not. */
export const pauseText = (one) =>
  one.paused_until ? [`Alarms paused until ${moment(one.paused_until)}${one.paused_by ? ` by ${one.paused_by}` : ""}`, one.paused_why].filter(Boolean).join(": ") : "";
/** Who silenced what of a patient, or of everybody, until when and why; one line each. */
export const silencesText = (silences, id) => silences.filter((one) => one.patient_id === id).map((one) =>
  `${one.rule ? `${one.rule} silenced` : "Notices silenced"} until ${moment(one.until)} by ${one.by}${one.why ? `: ${one.why}` : ""}`);

/** The time of day; with its date where that is another day than today. */
export const moment = (text) => (new Date(text).toDateString() === new Date(now()).toDateString() ? clock : day)(text);

export const bedName = (bed) => bed.bed ? `Bed ${bed.bed}` : "No bed";
export function scoreText(score) {
  if (!score) return "–";
  if (!score.applicable) return "n/a";
  return `${score.partial ? "≥" : ""}${score.score}`;
}
/** The score that a bed is judged by: NEWS2, of a child PEWS, in pregnancy MEWS. */
export const scoreOf = (bed) => (bed.news2?.applicable ? bed.news2 : bed.pews ?? bed.mews ?? bed.news2);
/** That NEWS2 is not what is shown, and why; "" where it is. */
export const noNews2 = (news2) => (news2 && !news2.applicable ? `NEWS2 does not apply: ${news2.why_not}` : "");
/** The part of a score that was made of this value: a pulse rate stands for the heart rate; undefined where none was. */
export const partOf = (score, value) =>
  score.parts.find((part) => part.name === (value.signal === "pulse_rate" ? "heart_rate" : value.signal) && part.observed_at && Date.parse(part.observed_at) === Date.parse(value.observed_at));
/** From which on the scores that stand in NEWS2's place ring. */
export const RINGS_FROM = { PEWS: 8, MEWS: 5 };
/** What a score calls for, in words; of PEWS and MEWS only whether it reaches its published threshold. */
export function riskText(score) {
  const least = score.partial ? " at least" : "";
  const from = RINGS_FROM[score.name];
  if (from) return score.risk ? `High risk${least}: ${from} or more` : `Below ${from}${score.partial ? " as far as is known" : ""}`;
  return score.risk ? `Clinical risk ${score.risk}${least}` : "Clinical risk not known";
}
export const ageOf = (patient) => {
  if (patient.age_years == null) return "age unknown";
  return patient.age_years < 2 ? `${patient.age_months} months` : `${patient.age_years} y`;
};

/** NEWS2 with its parts, as a table that names what is missing and what is old. */
export function scoreTable(score, at = now()) {
  const row = (name, value, old, points, state) =>
    el("tr", { "data-points": points ?? "none" }, el("th", { scope: "row" }, nameOf(name)), el("td", {}, value),
      el("td", { class: "quiet" }, old), el("td", { class: "points" }, state ?? String(points)));
  const parts = score.parts.map((part) =>
    row(part.name, `${valueText(part.name, part.value, true)} ${part.unit === "{code}" || part.unit === "{AVPU}" || part.unit === "{score}" ? "" : unitOf(part.name)}`,
      part.observed_at ? `${age(at - Date.parse(part.observed_at))} ago` : "from the record", part.points,
      part.points == null ? (part.stale ? "too old" : "unclear") : null));
  const missing = score.missing.map((name) => row(name, "not known", "", null, "missing"));
  return el("table", { class: "parts" }, el("thead", {}, el("tr", {}, ["Part", "Value", "Age", "Points"].map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, parts, missing));
}

// ---- Dialogs ----------------------------------------------------------------------------------------------------

export function openDialog(dialog) {
  dialog.showModal();
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  }, { once: true });
}
export function closers() {
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
}
