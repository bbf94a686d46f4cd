// The handover list: each bed of a ward with its score now and at the start of the shift, what is open, noted and old.

import { $, address, age, ageOf, bedName, call, day, el, fill, foremost, heardAt, icon, kept, noNews2, now, partOf, patientPage, pauseText, scoreOf, scoreText, seenText, shortOf, silencesText, themeButton, valueText } from "./common.js";

/** Up to how far apart systolic and diastolic are of one measurement. */
const TOGETHER_MS = 60_000;
/** From which age on a value that still holds is told with it: what a monitor sends is never that old. */
const SAID_WITH_AGE_MS = 15 * 60_000;

async function show() {
  const ward = $("ward").value;
  try {
    const [told, { silences }] = await Promise.all([call("ward/handover.json", { query: { hours: $("hours").value } }), call("silences")]);
    heardAt(told.at);
    $("as-of").textContent = `As of ${day(told.at)}`;
    $("problem").hidden = true;
    const ofAll = silencesText(silences, null);
    fill($("silenced"), ofAll.map((text) => el("li", {}, `For everybody: ${text}`)));
    $("silenced").hidden = !ofAll.length;
    const names = [...new Set(told.beds.map((bed) => bed.ward))];
    fill($("ward"), el("option", { value: "" }, "All wards"), names.filter(Boolean).map((name) => el("option", { value: name, selected: name === ward }, name)));
    const shown = names.filter((name) => !ward || name === ward);
    fill($("wards"), shown.map((name) => section(name, told.beds.filter((bed) => bed.ward === name), told.hours, silences)));
    if (!shown.length) fill($("wards"), el("p", {}, "Nobody is on the ward."));
  } catch (error) {
    $("problem").textContent = error.message;
    $("problem").hidden = false;
    fill($("wards"));
  }
}

function section(name, beds, hours, silences) {
  const heads = ["Bed", "State", "Score", "Latest", "Episodes", "Notes", "Old or missing"];
  return el("section", { class: "ward" }, el("h2", {}, name ? `Ward ${name}` : "No ward"),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Handover of ${name || "no ward"}` },
      el("table", {}, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))), el("tbody", {}, beds.map((bed) => row(bed, hours, silencesText(silences, bed.patient_id)))))));
}

function row(bed, hours, silenced) {
  const { patient } = bed;
  const facts = [ageOf(patient), { true: "oxygen", false: "air" }[patient.on_oxygen], patient.spo2_scale === 2 ? "scale 2" : null, patient.pregnant ? "pregnant" : null];
  return el("tr", {},
    el("th", { scope: "row" }, el("a", { href: patientPage(bed.patient_id) }, bedName(bed)), el("small", {}, bed.patient_id), el("small", {}, facts.filter(Boolean).join(", "))),
    el("td", {}, el("span", { class: "state", "data-state": bed.state }, icon(bed.state), bed.word),
      [pauseText(bed), ...silenced].filter(Boolean).map((text) => el("small", { class: "held" }, text))),
    el("td", {}, score(bed, hours)),
    el("td", {}, latest(bed)),
    el("td", {}, episodes(bed)),
    el("td", {}, bed.notes.map((note) => el("p", { class: "note" }, note.text, el("small", {}, `${note.by}, ${day(note.at)}`))), bed.notes.length ? null : "–"),
    el("td", {}, missing(bed)));
}

const pointsOf = (score) => score.parts.filter((part) => part.points).map((part) => `${shortOf(part.name)} ${part.points}`).join(", ");

function score(bed, hours) {
  const { news2, news2_before: before } = bed;
  if (!news2) return "–";
  const other = scoreOf(bed);
  const lost = bed.values.filter((one) => bed.lost.includes(one.signal) && partOf(other, one)?.points != null);
  const oldest = Math.max(...lost.map((one) => now() - Date.parse(one.observed_at)));
  const old = lost.length ? el("small", { class: "old" }, `not current, ${age(oldest)} old: ${lost.map((one) => shortOf(one.signal)).join(", ")} lost`) : null;
  if (other !== news2) return [el("b", {}, `${other.name} ${scoreText(other)}`), old, el("small", {}, pointsOf(other)), el("small", {}, noNews2(news2))];
  if (!news2.applicable) return noNews2(news2);
  const parts = pointsOf(news2);
  const then = before?.applicable && before.parts.length ? change(news2, before, hours) : el("small", {}, `${hours} h ago not known`);
  return [el("b", {}, `NEWS2 ${scoreText(news2)}`), old, then, parts ? el("small", {}, parts) : null];
}

function change(news2, before, hours) {
  const by = news2.score - before.score;
  const word = by > 0 ? el("span", { class: "rose" }, `▲ up ${by}`) : by < 0 ? el("span", { class: "fell" }, `▼ down ${-by}`) : "= same";
  return el("small", {}, word, ` since ${hours} h ago (${scoreText(before)})`);
}

function latest(bed) {
  const by = new Map(bed.values.filter(isFresh).map((one) => [one.signal, one]));
  const aged = (one) => (now() - Date.parse(one.observed_at) > SAID_WITH_AGE_MS ? ` (${age(now() - Date.parse(one.observed_at))} ago)` : "");
  const plain = ["heart_rate", "spo2", "respiratory_rate", "temperature", "consciousness"].map((name) => by.has(name) && `${shortOf(name)} ${valueText(name, by.get(name).value)}${aged(by.get(name))}`);
  return [...plain.slice(0, 3), ...pressures(by.get("systolic_bp"), by.get("diastolic_bp"), aged), ...plain.slice(3)].filter(Boolean).join(" · ") || "–";
}

/** The pressures as one where they are of one measurement; else each with its own age. */
function pressures(systolic, diastolic, aged) {
  const isOne = systolic && diastolic && Math.abs(Date.parse(diastolic.observed_at) - Date.parse(systolic.observed_at)) <= TOGETHER_MS;
  const high = systolic && `BP ${valueText("systolic_bp", systolic.value)}/${isOne ? valueText("diastolic_bp", diastolic.value) : "–"}${aged(systolic)}`;
  const low = !isOne && diastolic && `BP –/${valueText("diastolic_bp", diastolic.value)}${aged(diastolic)}`;
  return [high, low];
}

const isFresh = (one) => one.quality === "current" && now() - Date.parse(one.observed_at) <= one.fresh_ms;

function episodes(bed) {
  if (!bed.shift_alerts.length) return "–";
  const { shown, more } = foremost(bed.shift_alerts, 6);
  return el("ul", {}, shown.map((alert) => el("li", {}, alert.reason,
    el("small", {}, [alert.priority, day(alert.opened_at), alert.state === "closed" ? "over" : "open", seenText(alert)].filter(Boolean).join(", ")))),
    more ? el("li", {}, el("a", { href: patientPage(bed.patient_id) }, more)) : null);
}

function missing(bed) {
  const old = bed.values.filter((one) => !isFresh(one)).map((one) => `${shortOf(one.signal)}: ${age(now() - Date.parse(one.observed_at))} old`);
  const never = (scoreOf(bed)?.missing ?? []).map((name) => `${shortOf(name)}: not known`);
  const all = [...old, ...never];
  return all.length ? el("ul", {}, all.map((text) => el("li", { class: "old" }, text))) : "–";
}

$("ward").addEventListener("change", show);
$("hours").value = kept("shift") ?? "8";
$("hours").addEventListener("change", () => { kept("shift", $("hours").value); show(); });
$("print").addEventListener("click", () => print());
$("back").href = address("ward");
themeButton($("theme"));
await show();
