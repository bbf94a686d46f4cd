// The outbox: asks for the notices every two seconds and draws what changed. Text is only ever set as text.
"use strict";

const EVERY_MS = 2000;
const WORDS = {
  delivered: ["Delivered", "M4 10.5l3.5 3.5L16 6"],
  sent: ["Sent", "M3 10h13M11 5l5 5-5 5"],
  sending: ["Sending", "M3 10h13M11 5l5 5-5 5"],
  pending: ["Waiting", "M10 5v5l3 2M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z"],
  failed: ["Failed", "M10 6v5M10 14v.2M10 2.5 1.8 17h16.4z"],
  cancelled: ["Cancelled", "M6 6l8 8M14 6l-8 8"],
};
const KINDS = { opened: "", repeated: "again", escalated: "next in line", worsened: "worse", closed: "over", operational: "about Bedside", test: "test" };
const drawn = new Map();
const byId = (id) => document.getElementById(id);
let held = false;
let first = true;

function element(name, classes, text) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== undefined) made.textContent = text;
  return made;
}

function clock(iso) {
  const at = new Date(iso);
  const day = at.toDateString() === new Date().toDateString() ? "" : `${at.toLocaleDateString([], { day: "numeric", month: "short" })} `;
  return day + at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
}

function stateOf(notice) {
  const [word, path] = WORDS[notice.state];
  const shown = element("span", `state ${notice.state}`);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  let said = notice.caught && notice.state === "delivered" ? "Caught here" : word;
  if (notice.state === "pending") said += ` until ${clock(notice.due_at)}`;
  if (notice.error && notice.state !== "cancelled") said += ` (${notice.error})`;
  shown.append(svg, said);
  return shown;
}

function time(notice) {
  const shown = element("time", "", clock(notice.settled_at || notice.created_at));
  shown.dateTime = notice.settled_at || notice.created_at;
  return shown;
}

function meta(notice, ...more) {
  const line = element("p", "meta");
  line.append(stateOf(notice), ...more);
  const kind = notice.kind === "escalated" && notice.step === 0 ? "more urgent now" : KINDS[notice.kind];
  for (const part of [kind, `to ${notice.recipient}`, notice.attempts > 1 ? `${notice.attempts} tries` : ""]) {
    if (part) line.append(element("span", "", part));
  }
  return line;
}

const looks = {
  sms(notice, item) {
    item.classList.add("bubble");
    item.append(element("p", "text", notice.body), meta(notice, time(notice)));
  },
  mail(notice, item) {
    item.classList.add("mail");
    const top = element("div", "mail-top");
    top.append(element("h3", "", notice.subject), time(notice));
    const told = notice.body.split("\n").filter((line) => line && !notice.subject.endsWith(line)).join("\n");
    item.append(top, meta(notice), element("p", "text", told));
  },
  other(notice, item) {
    item.classList.add("line");
    item.append(element("p", "text", notice.subject), time(notice), meta(notice, element("span", "", notice.channel)));
  },
};

// What never went out is no mail and no SMS: it stands by itself.
const formOf = (notice) => (["pending", "cancelled"].includes(notice.state) && !notice.attempts ? "plan" : notice.form);

looks.plan = looks.other;

function draw(given) {
  const notices = given.map((notice) => ({ ...notice, form: formOf(notice) }));
  const lists = { sms: byId("phone"), mail: byId("mail"), other: byId("other"), plan: byId("plan") };
  const wanted = new Set(notices.map((notice) => notice.id));
  for (const [id, { item }] of drawn) if (!wanted.has(id)) { item.remove(); drawn.delete(id); }
  const places = { sms: null, mail: null, other: null, plan: null };
  const news = [];
  for (const notice of notices) {
    const key = JSON.stringify(notice);
    let known = drawn.get(notice.id);
    if (!known || known.key !== key) {
      const item = element("li", notice.priority === "high" && notice.kind !== "closed" ? "high" : "");
      if (["cancelled", "pending"].includes(notice.state)) item.classList.add("faded");
      if (!known && !first) item.classList.add("new");
      looks[notice.form](notice, item);
      if (known) known.item.remove();
      if (["sent", "delivered"].includes(notice.state) && !(known && ["sent", "delivered"].includes(known.state))) news.push(notice);
      known = { key, item, state: notice.state };
      drawn.set(notice.id, known);
    }
    const list = lists[notice.form];
    const after = places[notice.form];
    const should = after ? after.nextElementSibling : list.firstElementChild;
    if (should !== known.item) list.insertBefore(known.item, should);
    places[notice.form] = known.item;
  }
  count("phone", notices.filter((notice) => notice.form === "sms"));
  count("mail", notices.filter((notice) => notice.form === "mail"));
  byId("others").hidden = !places.other;
  byId("plans").hidden = !places.plan;
  if (news.length && !first) byId("said").textContent = news.length === 1 ? `New: ${news[0].subject}` : `${news.length} new notices`;
  first = false;
}

function count(name, notices) {
  const out = notices.filter((notice) => ["sent", "delivered"].includes(notice.state)).length;
  const waiting = notices.filter((notice) => ["pending", "sending"].includes(notice.state)).length;
  byId(`${name}-empty`).hidden = notices.length > 0;
  byId(`${name}-count`).textContent = notices.length ? `${out} out${waiting ? `, ${waiting} waiting` : ""}` : "";
}

function show(body) {
  draw(body.notices);
  byId("as-of").textContent = `as of ${clock(body.as_of)}`;
  document.body.classList.remove("away");
  byId("problem").hidden = true;
}

async function look() {
  if (!held) {
    try {
      const answered = await fetch("outbox.json", { cache: "no-store" });
      if (!answered.ok) throw new Error(String(answered.status));
      const body = await answered.json();
      if (!held) show(body); // somebody may have held the page while this was asked
    } catch {
      document.body.classList.add("away");
      byId("problem").textContent = "The outbox cannot be read just now. What stands here is as old as the time above; it is tried again.";
      byId("problem").hidden = false;
    }
  }
  setTimeout(look, EVERY_MS);
}

byId("hold").addEventListener("click", () => {
  held = !held;
  byId("hold").setAttribute("aria-pressed", String(held));
  byId("hold").textContent = held ? "Go on" : "Hold";
  document.body.classList.toggle("away", held);
});
look();
