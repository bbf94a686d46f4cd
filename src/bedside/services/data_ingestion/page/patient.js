// The patient's page: reads what is known, draws it, and takes in what a person measures, notes or decides.

import {
  $, PRIORITY_ICON, RINGS_FROM, SIGNALS, address, age, ageOf, asShown, bedName, byUrgency, call, clock, closers, day, el, fill, foremost, heardAt, icon, kept, nameOf, noNews2, now, openDialog, partOf, pauseText,
  riskText, scoreTable, scoreText, seenText, silencesText, shortOf, themeButton, unitOf, valueText,
} from "./common.js";
import { chart } from "./chart.js";
import { recordForm } from "./record.js";

const ID = decodeURIComponent(location.pathname.split("/").at(-1));
const BASE = `patients/${encodeURIComponent(ID)}`;
const ROOM = matchMedia("(max-width: 60rem)").matches ? 5 : 20;  // on a phone the readings follow soon
const SIZES = { 1: 60, 8: 300, 24: 900, 168: 3600 };
const CHARTS = ["heart_rate", "pulse_rate", "spo2", "respiratory_rate", "systolic_bp", "diastolic_bp", "temperature", "glucose", "oxygen_flow"];
const ENTERED = ["respiratory_rate", "spo2", "oxygen_flow", "systolic_bp", "diastolic_bp", "heart_rate", "consciousness", "temperature", "glucose", "capillary_refill"];
const state = { hours: 1, patient: null, latest: [], alerts: [], signals: new Map(), heard: 0, room: ROOM, older: "" };

// ---- Now --------------------------------------------------------------------------------------------------------

async function refresh() {
  try {
    const [patient, latest, news2, scores, alerts, held] = await Promise.all([
      call(BASE), call(`${BASE}/latest`), call(`${BASE}/news2`), call(`${BASE}/scores`), call("alerts", { query: { patient_id: ID, limit: 100 } }).catch((problem) => ({ problem })),
      call("silences").catch(() => state),
    ]);
    heardAt(news2.at);
    state.heard = performance.now();
    Object.assign(state, { patient, silences: held.silences, latest: latest.readings.map(asItCounts), alerts: (alerts.alerts ?? []).map(withKind), problem: alerts.problem, older: alerts.truncated ? "Older ones that are over are not shown." : "" });
    showLive(true);
    showPatient();
    showScores(news2, scores.scores);
    showAlerts();
  } catch (error) {
    if (!state.patient) {
      $("problem").textContent = error.message;
      $("problem").hidden = false;
    }
    showLive(false);
  }
}

/** What is dated ahead counts as of its arrival, as in scores and on the board. */
const asItCounts = (one) => (Date.parse(one.observed_at) > Date.parse(one.received_at) ? { ...one, observed_at: one.received_at } : one);

const TECHNICAL = ["sensor_silent", "sensor_lost", "sensor_flat", "sensor_noisy", "implausible", "clock_skewed", "gateway_gone", "pipeline_dead"];
const withKind = (alert) => ({ ...alert, technical: TECHNICAL.includes(alert.rule.split(":")[0]) });

function showLive(live) {
  document.body.dataset.live = live ? "live" : "lost";
  $("disconnected").hidden = live;
  $("problem").hidden = live || Boolean(state.patient);
  if (!live) $("disconnected").textContent = state.heard ? `Connection lost. What is below is of ${clock(now() - (performance.now() - state.heard), true)} and not live. Look at the patient.` : "Connection lost. Nothing below is live. Look at the patient.";
}

function showPatient() {
  const { patient } = state;
  const place = [bedName(patient), patient.ward].filter(Boolean).join(", ");
  $("title").textContent = `${place} · ${patient.patient_id}`;
  document.title = `${place} · Bedside`;
  const facts = [ageOf(patient), { true: "on oxygen", false: "on air" }[patient.on_oxygen], patient.spo2_scale === 2 ? "SpO₂ scale 2" : null,
    patient.pregnant ? "pregnant" : null, patient.is_present ? null : "discharged", pauseText(patient),
    ...silencesText(state.silences ?? [], patient.patient_id)];
  $("facts").textContent = facts.filter(Boolean).join(" · ");
  showLatest();
}

function showLatest() {
  const order = Object.keys(SIGNALS);
  const sorted = [...state.latest].sort((a, b) => order.indexOf(a.signal) - order.indexOf(b.signal));
  const words = { stale: "old", late: "came too late", mistimed: "clock ahead" };
  fill($("latest"), sorted.map((one) => {
    const old = now() - Date.parse(one.observed_at);
    const unit = typeof one.value === "number" ? unitOf(one.signal) : "";
    return el("li", { "data-quality": one.quality, "data-signal": one.signal },
      el("div", { class: "name" }, nameOf(one.signal)),
      el("div", { class: "value" }, valueText(one.signal, one.value, true), " ", el("small", {}, unit)),
      el("div", { class: "age" }, words[one.quality] ? `${words[one.quality]}: ${age(old)} ago` : `${age(old)} ago`, one.source === "manual" ? `, by ${one.entered_by ?? "hand"}` : ""));
  }));
  if (!sorted.length) fill($("latest"), el("li", {}, "Nothing was measured yet."));
}

/** The monitors that a score rests on and that are not heard of any more, as on the board; the longest silent first. */
function lostOf(score) {
  return state.latest.filter((one) => one.continuous && one.quality !== "current" && partOf(score, one)?.points != null)
    .sort((a, b) => Date.parse(a.observed_at) - Date.parse(b.observed_at));
}

/** What stands above a score that is not current, null where it is. */
function notCurrent(lost) {
  if (!lost.length) return null;
  const silent = lost.map((one) => `${shortOf(one.signal)} since ${clock(one.observed_at)}`).join(", ");
  return el("p", { class: "problem" }, `Not current, ${age(now() - Date.parse(lost[0].observed_at))} old: not heard of ${silent}. Look at the patient.`);
}

function showScores(news2, scores) {
  const made = (name) => scores.find((score) => score.name === name && score.applicable);
  const other = news2.applicable ? null : made("PEWS") ?? made("MEWS");
  const lost = lostOf(other ?? news2);
  $("news2").dataset.old = String(lost.length > 0);
  $("news2-title").textContent = { PEWS: "Bedside PEWS", MEWS: "MEWS" }[other?.name] ?? "NEWS2";
  const lower = (other ?? news2).partial ? el("p", { class: "problem" }, "Something is missing or too old: the true score may be higher.") : null;
  const total = (text, risk) => el("p", {}, lost.length ? "Was " : null, el("span", { class: "total" }, text), risk);
  if (other) {
    const risk = other.score >= RINGS_FROM[other.name] ? "high" : null;
    // Of what is not current nothing is said that could reassure.
    fill($("news2"), notCurrent(lost), total(scoreText(other), lost.length && !risk ? "" : ` · ${riskText({ ...other, risk })}`), el("p", {}, `${noNews2(news2)}.`),
      lower, scoreTable(other), other.notes.map((note) => el("p", { class: "quiet" }, `Note: ${note}.`)));
  } else if (!news2.applicable) fill($("news2"), el("p", {}, `${noNews2(news2)}.`));
  else {
    const holds = !lost.length || (news2.risk && news2.risk !== "low");
    const risk = news2.risk ? ` · ${news2.risk} risk${news2.partial ? " at least" : ""}` : " · risk not known";
    fill($("news2"), notCurrent(lost), total(`${news2.partial ? "≥ " : ""}${news2.score}`, holds ? risk : ""),
      holds && news2.response ? el("p", { class: "quiet" }, `Calls for: ${news2.response}; observe ${news2.observe_at_least}.`) : null, lower, scoreTable(news2), news2.notes.map((note) => el("p", { class: "quiet" }, `Note: ${note}.`)));
  }
  const told = (score) => (score.applicable ? `${score.text}${lostOf(score).length ? ", not current" : ""}` : `${score.name}: not applicable, ${score.why_not}`);
  fill($("scores"), scores.map((score) => el("p", {}, el("b", {}, told(score)))));
}

function showAlerts() {
  const { shown, more } = foremost([...state.alerts].sort(byUrgency), state.room);
  fill($("alerts"), shown.map((alert) => {
    const when = `${day(alert.opened_at)}${alert.closed_at ? `–${clock(alert.closed_at)}` : ", open"}`;
    const seen = seenText(alert) && ` · ${seenText(alert)}`;
    const button = alert.state === "open" ? el("button", { class: "button", type: "button", "aria-label": `Acknowledge: ${alert.reason}`, onclick: () => acknowledge(alert) }, "Ack") : null;
    return el("li", { "data-priority": alert.priority, "data-state": alert.state }, icon(alert.technical ? "lost" : PRIORITY_ICON[alert.priority]),
      el("div", {}, el("div", { class: "reason" }, el("span", { class: "unseen" }, `${alert.priority} priority: `), alert.reason), el("small", {}, when, seen)), button);
  }), more ? el("li", { class: "more" }, el("button", { class: "button", type: "button", onclick: showAll }, more)) : null,
  state.older ? el("li", { class: "more quiet" }, state.older) : null);
  if (state.problem) fill($("alerts"), el("li", { class: "problem" }, `The alerts could not be read: ${state.problem.message}`));
  else if (!state.alerts.length) fill($("alerts"), el("li", {}, "None."));
}

function showAll() {
  state.room = Infinity;
  showAlerts();
}

let answering = null;
async function acknowledge(alert) {
  const by = $("note-by").value.trim() || kept("name");
  if (!by) {
    answering = alert;
    $("naming-reason").textContent = alert.reason;
    openDialog($("naming"));
    $("naming-by").focus();
    return;
  }
  kept("name", by);
  await tell($("pause-said"), () => call(`alerts/${encodeURIComponent(alert.id)}/ack`, { method: "POST", body: { by, seen: asShown(alert) } }), `Acknowledged as ${by}.`);
  refresh();
}

$("naming-form").addEventListener("submit", (event) => {
  event.preventDefault();
  $("naming").close();
  kept("name", $("naming-by").value.trim());
  for (const id of ["note-by", "observe-by"]) $(id).value ||= $("naming-by").value.trim();
  acknowledge(answering);
});

async function tell(place, work, done) {
  place.hidden = false;
  try {
    await work();
    place.className = "done";
    place.textContent = done;
    return true;
  } catch (error) {
    place.className = "problem";
    place.textContent = error.message;
    return false;
  }
}

// ---- History ----------------------------------------------------------------------------------------------------

async function history() {
  const hours = state.hours;
  const until = now();
  const since = until - hours * 3600_000;
  const query = { since: new Date(since).toISOString(), until: new Date(until).toISOString(), window_s: SIZES[hours] };
  let told;
  try {
    told = await call(`${BASE}/windows`, { query });
  } catch (error) {
    fill($("charts"), el("p", { class: "problem" }, error.message));
    return;
  }
  if (hours !== state.hours) return;
  const by = Map.groupBy ? Map.groupBy(told.windows, (one) => one.signal) : grouped(told.windows);
  const options = (signal) => ({
    since, until, continuous: isContinuous(signal), limits: state.patient?.limits[signal], read: (text) => { $("readout").textContent = text; },
    gaps: holes(signal, by.get(signal), told.gaps, until), alerts: state.alerts,
  });
  const shown = CHARTS.filter((signal) => by.has(signal));
  const focused = document.activeElement?.closest?.(".chart")?.dataset.signal;
  fill($("charts"), shown.map((signal) => chart(signal, by.get(signal), options(signal))), shown.length ? axis(since, until) : el("p", {}, "Nothing was measured in this time."));
  if (focused) $("charts").querySelector(`.chart[data-signal="${focused}"] svg`)?.focus({ preventScroll: true });
  showWindows(told.windows, SIZES[hours]);
}

/** By the server's table; without it the strict way, so that no hole is drawn over. */
const isContinuous = (signal) => state.signals.get(signal)?.continuous ?? true;

/** What is long enough to be seen as a hole, and what is not over yet. */
function holes(signal, windows, gaps, until) {
  const size = SIZES[state.hours] * 1000;
  const found = gaps.filter((one) => one.signal === signal && Date.parse(one.end) - Date.parse(one.start) >= size);
  const last = windows.at(-1).end;
  if (isContinuous(signal) && until - Date.parse(last) >= size) found.push({ start: last, end: new Date(until).toISOString() });
  return found;
}

function grouped(windows) {
  const found = new Map();
  for (const one of windows) found.set(one.signal, [...(found.get(one.signal) ?? []), one]);
  return found;
}

function axis(since, until) {
  const times = [0, 0.25, 0.5, 0.75, 1].map((share) => since + share * (until - since));
  return el("div", { class: "axis", "aria-hidden": "true" }, times.map((at) => el("span", {}, state.hours > 24 ? day(at) : clock(at))));
}

function showWindows(windows, size) {
  $("windows-size").textContent = `${size / 60} min each`;
  const heads = ["Signal", "From", "Readings", "Late", "Mean", "Lowest", "Highest", "Change a minute", "Spread (sd)", "Covered"];
  const rows = [...windows].reverse().slice(0, 1000).map((one) => el("tr", {},
    [shortOf(one.signal), day(one.start), one.count, one.late, one.mean.toFixed(1), one.min.toFixed(1), one.max.toFixed(1), one.slope.toFixed(2), one.sd.toFixed(1), `${Math.round(one.coverage * 100)} %`].map((cell) => el("td", {}, String(cell)))));
  fill($("windows"), el("table", {}, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, rows)));
}

for (const button of $("spans").children) {
  button.addEventListener("click", () => {
    state.hours = Number(button.dataset.hours);
    for (const one of $("spans").children) one.setAttribute("aria-pressed", String(one === button));
    history();
  });
}

// ---- Observations -----------------------------------------------------------------------------------------------

function observationFields() {
  fill($("observe-fields"), ENTERED.map((name) => {
    const signal = state.signals.get(name);
    const id = `observe-${name}`;
    const fault = el("span", { class: "fault-text", id: `${id}-fault` });
    const value = signal.codes.length
      ? el("select", { id, "aria-describedby": `${id}-fault` }, el("option", { value: "" }, "–"), signal.codes.map((code) => el("option", { value: code }, `${code === valueText(name, code, true) ? "" : `${code} · `}${valueText(name, code, true)}`)))
      : el("input", { id, inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}-fault` });
    const unit = signal.units.length > 1 && !signal.codes.length ? el("select", { id: `${id}-unit`, "aria-label": `Unit of ${nameOf(name)}` }, signal.units.map((one) => el("option", { value: one.code }, friendly(one.code)))) : null;
    const shown = unit || signal.codes.length ? "" : ` (${friendly(signal.unit)})`;
    return el("div", { class: "field" }, el("label", { for: id }, nameOf(name), shown), unit ? el("div", { class: "pair" }, value, unit) : value, fault);
  }));
}

const friendly = (code) => ({ "mm[Hg]": "mmHg", Cel: "°C", "[degF]": "°F", "{code}": "", "{score}": "" })[code] ?? code;

/** Checks what was typed against the code table, in the unit that is declared; the server checks it again. */
function checked(name) {
  const signal = state.signals.get(name);
  const field = $(`observe-${name}`);
  const text = field.value.trim().replace(",", ".");
  const fault = (said) => {
    $(`observe-${name}-fault`).textContent = said;
    field.setAttribute("aria-invalid", String(Boolean(said)));
  };
  fault("");
  if (!text) return null;
  const code = $(`observe-${name}-unit`)?.value ?? signal.unit;
  if (signal.codes.length) return { signal: name, value: text, unit: code };
  const value = Number(text);
  const unit = signal.units.find((one) => one.code === code);
  const own = (value - unit.offset) * unit.factor;
  if (!Number.isFinite(value)) fault("This is no number.");
  else if (own < signal.low || own > signal.high) {
    const back = (bound) => Number((bound / unit.factor + unit.offset).toFixed(1));
    fault(`Possible are ${back(signal.low)} to ${back(signal.high)} ${friendly(code)}.`);
  } else return { signal: name, value, unit: code };
  return undefined;
}

let draft = [];
$("observe").addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = ENTERED.map(checked);
  if (found.includes(undefined)) {
    $("observe").querySelector('[aria-invalid="true"]').focus();
    return;
  }
  const given = found.filter(Boolean);
  if (!given.length) {
    fill($("observe-said"), el("p", { class: "problem" }, "Nothing was entered."));
    return;
  }
  const at = $("observe-at").value ? new Date($("observe-at").value) : new Date(now());
  // The same entry pressed twice, or sent again after a lost answer, is known by its id.
  const key = JSON.stringify([given, $("observe-at").value]);
  if (draft.key !== key) draft = { key, at, ids: given.map(() => `manual-${crypto.randomUUID?.() ?? Math.random().toString(36).slice(2)}`) };
  const observations = given.map((one, place) => ({ ...one, event_id: draft.ids[place] }));
  try {
    const { results } = await call(`${BASE}/observations`, { method: "POST", body: { by: $("observe-by").value.trim() || null, observed_at: draft.at.toISOString(), observations } });
    fill($("observe-said"), el("ul", { class: "done" }, results.map((one, place) => el("li", {}, outcome(one, given[place])))));
    for (const one of results) if (one.status !== "rejected") $(`observe-${one.signal}`).value = "";
    if ($("observe-by").value.trim()) kept("name", $("observe-by").value.trim());
    $("observe-at").value = "";
    draft = [];
    setTimeout(refresh, 700);
  } catch (error) {
    fill($("observe-said"), el("p", { class: "problem" }, `Not saved. ${error.message}`));
  }
});

const REASONS = { impossible_value: "no living body shows this value in this unit", in_the_future: "the time lies in the future", too_old: "the time is too long ago", unknown_unit: "the unit is unknown" };
const outcome = (one, given) => `${nameOf(one.signal)} ${valueText(one.signal, given.value)} ${friendly(given.unit)}: ${{ accepted: "saved", duplicate: "was saved before", late: "saved as late: it will not alert" }[one.status] ?? `refused: ${REASONS[one.reason] ?? one.reason}`}`;

// ---- Notes, pause -----------------------------------------------------------------------------------------------

async function notes() {
  const told = await call(`${BASE}/notes`).catch(() => ({ notes: [] }));
  fill($("notes"), told.notes.map((note) => el("li", {}, el("p", {}, note.text), el("small", {}, `${note.by}, ${day(note.at)}`))));
}
for (const id of ["note-by", "observe-by"]) $(id).value = kept("name") ?? "";
$("note").addEventListener("submit", async (event) => {
  event.preventDefault();
  kept("name", $("note-by").value.trim());
  $("note-problem").hidden = true;
  try {
    await call(`${BASE}/notes`, { method: "POST", body: { by: $("note-by").value, text: $("note-text").value } });
    $("note-text").value = "";
    await notes();
  } catch (error) {
    $("note-problem").textContent = error.message;
    $("note-problem").hidden = false;
  }
});
$("pause").addEventListener("click", () => {
  $("pausing-by").value = $("note-by").value.trim() || kept("name") || "";
  $("pausing-why").value = "";
  $("pausing-problem").hidden = true;
  openDialog($("pausing"));
  $($("pausing-by").value ? "pausing-do" : "pausing-by").focus();
});
$("pausing-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const by = $("pausing-by").value.trim();
  kept("name", by);
  try {
    const told = await call(`${BASE}/pause`, { method: "POST", body: { minutes: 5, by, why: $("pausing-why").value.trim() } });
    $("pausing").close();
    $("pause-said").className = "done";
    $("pause-said").textContent = `${pauseText(told)}. What is still open then is told.`;
    $("pause-said").hidden = false;
    refresh();
  } catch (error) {
    $("pausing-problem").textContent = error.message;
    $("pausing-problem").hidden = false;
  }
});

// ---- Beginning --------------------------------------------------------------------------------------------------

$("back").href = address("ward");
// Questions are answered here only where the chatbot is in the same process.
call("version").then(({ service }) => {
  $("ask").href = address("", { patient: ID });
  $("ask").hidden = service !== "embedded";
}).catch(() => {});
themeButton($("theme"));
closers();
const table = await call("ward/signals.json").catch(() => null);
if (table) {
  for (const signal of table.signals) state.signals.set(signal.name, signal);
  $("holds").textContent = `A value you enter counts as measured by hand: it holds for ${table.interval_hours} h.`;
  observationFields();
}
await refresh();
recordForm(BASE, state, () => refresh());
await Promise.all([history(), notes()]);
setInterval(refresh, 3000);
setInterval(() => { if (state.hours === 1 && document.visibilityState === "visible") history(); }, 15_000);
setInterval(() => {
  showLatest();
  if (performance.now() - state.heard > 12_000) showLive(false);
}, 1000);
