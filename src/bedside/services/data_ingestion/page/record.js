// The record of a patient: bed, age, oxygen, pregnancy, the SpO2 scale and limits. Only what was changed is sent.

import { $, call, el, fill, nameOf, unitOf } from "./common.js";

const LIMITED = ["heart_rate", "spo2", "respiratory_rate", "systolic_bp", "temperature"];

export function recordForm(base, state, saved) {
  if (!state.patient) return;
  fill($("limits"), LIMITED.map((name) => el("div", {}, el("span", {}, `${nameOf(name)}, ${unitOf(name)}`),
    ...["low", "high"].map((side) => el("input", { id: `limit-${name}-${side}`, inputmode: "decimal", autocomplete: "off", placeholder: side, "aria-label": `${nameOf(name)}, ${side} limit` })))));
  show(state.patient);
  $("scale-2").addEventListener("change", () => ask(state.patient));
  $("scale-1").addEventListener("change", () => ask(state.patient));
  $("record").addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = read(state.patient);
    if (typeof wanted === "string") {
      fill($("record-said"), el("p", { class: "problem" }, wanted));
      return;
    }
    const changed = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known(state.patient, name))));
    if (!Object.keys(changed).length) {
      fill($("record-said"), el("p", { class: "done" }, "Nothing was changed."));
      return;
    }
    try {
      const { moved_out: movedOut, ...patient } = await call(base, { method: "PUT", body: changed });
      state.patient = patient;
      show(state.patient);
      fill($("record-said"), el("p", { class: "done" }, "Saved."), movedOut.length ? el("p", { class: "problem" }, movedOutSaid(movedOut)) : null);
      saved();
    } catch (error) {
      fill($("record-said"), el("p", { class: "problem" }, `Not saved. ${error.message}`));
    }
  });
}

function movedOutSaid(ids) {
  return ids.map((id) => `${id ?? "Another patient"} lay in this bed, and has none now: enter theirs.`).join(" ");
}

function known(patient, name) {
  if (name !== "limits") return patient[name];
  return Object.fromEntries(Object.keys(patient.limits).sort().map((signal) => [signal, { low: patient.limits[signal].low, high: patient.limits[signal].high }]));
}

function show(patient) {
  $("record-ward").value = patient.ward;
  $("record-bed").value = patient.bed;
  $("record-birth").value = patient.birth_date ?? "";
  $("record-oxygen").value = patient.on_oxygen == null ? "" : String(patient.on_oxygen);
  $("record-pregnant").checked = patient.pregnant;
  $(`scale-${patient.spo2_scale}`).checked = true;
  for (const name of LIMITED) for (const side of ["low", "high"]) $(`limit-${name}-${side}`).value = patient.limits[name]?.[side] ?? "";
  ask(patient);
}

/** Scale 2 is asked to be confirmed where it is newly chosen. */
function ask(patient) {
  const isNew = $("scale-2").checked && patient.spo2_scale !== 2;
  $("scale-confirm-row").hidden = !isNew;
  if (!isNew) $("scale-confirm").checked = false;
}

function read(patient) {
  const scale = $("scale-2").checked ? 2 : 1;
  if (scale === 2 && patient.spo2_scale !== 2 && !$("scale-confirm").checked) return "Scale 2 is a clinician's decision: confirm that it was made, or choose scale 1.";
  const limits = Object.fromEntries(Object.entries(patient.limits).filter(([name]) => !LIMITED.includes(name)));
  for (const name of LIMITED) {
    const sides = Object.fromEntries(["low", "high"].map((side) => [side, number($(`limit-${name}-${side}`).value)]));
    if (Object.values(sides).some(Number.isNaN)) return `A limit of ${nameOf(name).toLowerCase()} is no number.`;
    if (sides.low != null && sides.high != null && sides.low >= sides.high) return `The low limit of ${nameOf(name).toLowerCase()} must lie below the high one.`;
    if (sides.low != null || sides.high != null) limits[name] = sides;
  }
  const sorted = Object.fromEntries(Object.keys(limits).sort().map((name) => [name, limits[name]]));
  return {
    ward: $("record-ward").value.trim(),
    bed: $("record-bed").value.trim(),
    birth_date: $("record-birth").value || null,
    on_oxygen: { "": null, true: true, false: false }[$("record-oxygen").value],
    pregnant: $("record-pregnant").checked,
    spo2_scale: scale,
    limits: sorted,
  };
}

const number = (text) => (text.trim() ? Number(text.trim().replace(",", ".")) : null);
