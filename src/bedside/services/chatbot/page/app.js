"use strict";
// The page's only script. It asks /chat, shows the answer while it arrives, and opens the passage behind each citation.
// What a person or a server wrote enters the page as text: `el` makes every element, and nothing here parses markup.

const $ = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 67.49rem)");
const systemDark = matchMedia("(prefers-color-scheme: dark)");

// `first` is shown where the server named an alarm but its words are missing or still on their way.
const OUTCOMES = {
  answered: { icon: "answered", label: (n, from = counted(n, "passage")) => n ? `Answered from ${from}` : "From what you told here" },
  abstained: { icon: "abstained", label: () => "The library does not answer this" },
  emergency: {
    icon: "emergency",
    label: () => "Emergency",
    alarm: true,
    first: "Call your local emergency number now.",
  },
  crisis: {
    icon: "crisis",
    label: () => "Help is available now",
    alarm: true,
    first: "If you may be in danger, call your local emergency number now.",
  },
  refused: { icon: "refused", label: () => "Outside what Bedside does" },
};

const counted = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

/** What an answer rests on, as "2 readings and 3 passages". */
function restsOn(citations = []) {
  const kinds = ["reading", "alert", "silence", "pause", "passage"].map((kind) => [kind, citations.filter((c) => c.kind === kind).length]);
  return kinds.filter(([, n]) => n).map(([kind, n]) => counted(n, kind)).join(" and ") || undefined;
}

/** What went wrong and what to do next, as problem+json says it. */
class Problem extends Error {
  constructor(title, detail = "", nextStep = "") {
    super(title);
    Object.assign(this, { title, detail: asSentence(detail), nextStep: asSentence(nextStep) });
  }
}
const asSentence = (text) => text && `${text[0].toUpperCase()}${text.slice(1)}`.replace(/[^.?!]$/, "$&.");
const brokeOff = () =>
  new Problem("The answer broke off", "The connection ended before the answer was whole.", "Ask again.");

// ---- Elements, storage, times -----------------------------------------------------------------------------------

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child != null && child !== false));
  return node;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

const fill = (node, ...children) => node.replaceChildren(...children.flat(2).filter(Boolean));

// A browser may forbid storage; the page then works without remembering.
function remember(store, key, value) {
  try {
    if (value === undefined) return store().getItem(`bedside.${key}`);
    if (value === null) store().removeItem(`bedside.${key}`);
    else store().setItem(`bedside.${key}`, value);
  } catch { /* nothing is kept */ }
  return null;
}
const kept = (key, value) => remember(() => localStorage, key, value);
const keptForTab = (key, value) => remember(() => sessionStorage, key, value);

function personId() {
  const known = kept("person");
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  kept("person", made);
  return made;
}
const person = personId();

function when(text, options = { dateStyle: "medium", timeStyle: "short" }) {
  const at = new Date(text);
  if (!text || Number.isNaN(at.getTime())) return text ? String(text) : null;
  return el("time", { datetime: text }, new Intl.DateTimeFormat(undefined, options).format(at));
}
const count = (n) => new Intl.NumberFormat().format(n ?? 0);
const say = (text) => { $("said").textContent = text; };

// ---- Appearance -------------------------------------------------------------------------------------------------

const isDark = () => (kept("theme") ?? (systemDark.matches ? "dark" : "light")) === "dark";

function applyTheme() {
  const chosen = kept("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  $("theme")?.setAttribute("aria-pressed", String(isDark()));
}

function toggleTheme() {
  const wanted = isDark() ? "light" : "dark";
  kept("theme", (wanted === "dark") === systemDark.matches ? null : wanted);
  applyTheme();
}
applyTheme();

// ---- Talking to the server --------------------------------------------------------------------------------------

async function request(path, { method = "GET", body, signal } = {}) {
  let response;
  try {
    const headers = body ? { "Content-Type": "application/json" } : {};
    response = await fetch(path, { method, signal, headers, body: body && JSON.stringify(body) });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    const nextStep = "Check that it runs, then try again.";
    throw new Problem("Bedside is not answering", "The connection could not be made.", nextStep);
  }
  if (response.ok) return response;
  const said = await response.json().catch(() => ({}));
  throw new Problem(said.title || `The server answered ${response.status}`, said.detail, said.next_step);
}
const read = async (path) => (await request(path)).json();

async function* serverEvents(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value).replace(/\r\n/g, "\n").split("\n\n");
      rest = blocks.pop();
      yield* blocks.map(parseEvent).filter(Boolean);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parseEvent(block) {
  let name = "message";
  const lines = [];
  for (const line of block.split("\n")) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "event") name = value;
    if (field === "data") lines.push(value);
  }
  return lines.length ? { name, data: JSON.parse(lines.join("\n")) } : null;
}

// ---- Asking -----------------------------------------------------------------------------------------------------

const LOCALE = /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i;
const named = new URLSearchParams(location.search).get("patient") ?? "";
const patient = named === named.trim() && named.length <= 128 && !/[\p{Cc}\p{Cf}]/u.test(named) ? named : "";
const OF_A_PATIENT = ["How is the patient doing?", "Why did the alarm go off?", "How is the breathing?",
  "What was the highest temperature today?", "What is the blood pressure now?", "What does each NEWS2 total mean?"];
const state = { conversation: null, running: null };

function makeTurn(question) {
  const turn = { question, text: "", outcome: "", warnings: [], answer: null };
  Object.assign(turn, { passages: new Map(), citations: new Map() });
  const pulse = el("span", { class: "pulse", "aria-hidden": "true" });
  turn.status = el("p", { class: "status" }, pulse, el("span", {}, "Looking in the library…"));
  turn.draft = el("p", { class: "draft" });
  turn.body = el("div", { class: "answer", "aria-busy": "true" }, turn.status, turn.draft);
  const heading = el("h2", { class: question.length > 180 ? "question long" : "question" },
    el("span", { class: "unseen" }, "You asked: "), question);
  turn.node = el("article", { class: "turn" }, heading, turn.body);
  return turn;
}

function showPatient() {
  $("about").hidden = !patient;
  if (!patient) return;
  $("about-patient").textContent = patient;
  $("about-page").href = `ward/patients/${encodeURIComponent(patient)}`;
  document.querySelectorAll("#welcome .examples button").forEach((example, n) => { example.textContent = OF_A_PATIENT[n]; });
}

async function ask(message) {
  const turn = makeTurn(message);
  showConversation();
  $("turns").append(turn.node);
  turn.node.scrollIntoView({ block: "start" });
  const running = new AbortController();
  setRunning(running);
  say("Looking in the library.");
  try {
    const body = { message, person_id: person, stream: true };
    if (LOCALE.test(navigator.language)) body.locale = navigator.language;
    if (state.conversation) body.conversation_id = state.conversation;
    if (patient) body.patient_id = patient;
    const response = await request("chat", { method: "POST", body, signal: running.signal });
    if ((response.headers.get("content-type") ?? "").includes("event-stream")) {
      for await (const { name, data } of serverEvents(response)) HEARD[name]?.(turn, data);
    } else HEARD.done(turn, await response.json());
    if (!turn.answer) throw brokeOff();
  } catch (error) {
    if (turn.node.isConnected) showFailure(turn, error);
  } finally {
    if (state.running === running) setRunning(null);
  }
}

const HEARD = {
  triage(turn, { outcome }) {
    turn.outcome = outcome;
    if (OUTCOMES[outcome]?.alarm) raiseAlarm(turn);
  },
  passages(turn, { passages = [] }) {
    keepPassages(turn, passages);
    const found = passages.length ? `Reading ${count(passages.length)} passages…` : "Nothing close was found…";
    turn.status.lastChild.textContent = found;
  },
  token(turn, { text = "" }) {
    turn.text += text;
    if (OUTCOMES[turn.outcome]?.alarm) return raiseAlarm(turn);
    if (turn.painting) return;
    turn.painting = true;
    requestAnimationFrame(() => paintDraft(turn));
  },
  citation(turn, citation) { turn.citations.set(citation.n, citation); },
  warning(turn, { text }) {
    turn.warnings.push(text);
    turn.draft.before(warning(text));
  },
  error(_turn, data) { throw new Problem(data.title || "The answer failed", data.detail, data.next_step); },
  done(turn, answer) {
    turn.answer = answer;
    showAnswer(turn);
    sayAnswer(turn);
    state.conversation = answer.conversation_id || state.conversation;
    history.replaceState(null, "", `#${encodeURIComponent(state.conversation)}`);
    listConversations();
    showKept(state.conversation);
  },
};

function keepPassages(turn, passages) {
  for (const passage of passages) turn.passages.set(passage.id, passage);
}

function paintDraft(turn, text = turn.text) {
  turn.painting = false;
  if (turn.answer) return;
  const parts = text.split(/\s*\[(\d+)\]/);
  fill(turn.draft, parts.map((part, i) => (i % 2 ? el("span", { class: "cite" }, part) : part)));
  turn.status.hidden = turn.text.trim() !== "";
}

// What to do first is shown from its first words on, and said aloud once the line is whole.
function raiseAlarm(turn) {
  const [firstLine, ...others] = turn.text.split("\n");
  turn.node.dataset.outcome = turn.outcome;
  if (turn.firstLine !== firstLine) {
    turn.alarm?.remove();
    turn.alarm = alarm(turn.outcome, firstLine, callsIn(firstLine));
    turn.firstLine = firstLine;
    turn.body.prepend(turn.alarm);
  }
  if (others.length) sayAlarm(turn, firstLine);
  paintDraft(turn, others.join("\n"));
}

function sayAlarm(turn, firstLine) {
  const { label, first } = OUTCOMES[turn.outcome];
  if (!turn.alarmSaid) $("said-at-once").textContent = `${label()}. ${firstLine || first}`;
  turn.alarmSaid = true;
}

function setRunning(controller) {
  state.running = controller;
  $("send-word").textContent = controller ? "Stop" : "Ask";
  $("send").querySelector("use").setAttribute("href", controller ? "#i-stop" : "#i-send");
}

// A failed question goes back into the empty field, so that nothing typed is lost.
function showFailure(turn, error) {
  const stopped = error.name === "AbortError" && new Problem("Stopped", "You stopped this answer.");
  const problem = stopped || (error instanceof Problem ? error : brokeOff());
  const again = () => {
    if (state.running) return;
    if ($("message").value === turn.question) setMessage("");
    turn.node.remove();
    ask(turn.question);
  };
  const retry = el("button", { class: "button", type: "button", onclick: again }, stopped ? "Ask again" : "Try again");
  turn.status.remove();
  turn.body.append(problemBox(problem, retry));
  turn.body.removeAttribute("aria-busy");
  if (!$("message").value) setMessage(turn.question);
  say(`${problem.title}. ${problem.detail} ${problem.nextStep}`);
}

const problemBox = ({ title, detail, nextStep }, ...more) =>
  el("div", { class: "problem" }, el("p", {}, el("strong", {}, title)), el("p", {}, `${detail} ${nextStep}`), more);

// ---- An answer --------------------------------------------------------------------------------------------------

function showAnswer(turn) {
  const { answer } = turn;
  const outcome = OUTCOMES[answer.outcome] ?? OUTCOMES.answered;
  for (const citation of answer.citations ?? []) turn.citations.set(citation.n, citation);
  keepPassages(turn, answer.evidence?.passages ?? answer.passages ?? []);
  const firstLine = outcome.alarm ? answer.answer.split("\n")[0] : "";
  turn.node.dataset.outcome = answer.outcome;
  turn.body.removeAttribute("aria-busy");
  const cited = answer.citations?.length ?? 0;
  fill(turn.body,
    outcome.alarm ? alarm(answer.outcome, firstLine, callsFor(answer, firstLine))
      : el("p", { class: "outcome" }, icon(outcome.icon), outcome.label(cited, restsOn(answer.citations))),
    (answer.warnings ?? turn.warnings).map(warning),
    prose(turn, firstLine),
    sourceList(turn),
    answer.outcome === "abstained" && suggestions(turn),
    answer.answer_id && feedback(answer),
    about(answer));
}

const warning = (text) => el("p", { class: "warning" }, text);

function alarm(name, firstLine, calls) {
  const link = ({ href, verb, number }) => el("a", { class: "call", href }, icon("phone"), `${verb} ${number}`);
  return el("div", { class: "alarm" },
    el("p", { class: "alarm-kind" }, icon(OUTCOMES[name].icon), OUTCOMES[name].label()),
    el("p", { class: "alarm-line" }, firstLine || OUTCOMES[name].first),
    calls.length > 0 && el("p", { class: "calls" }, calls.map(link)));
}

// Paragraphs follow the line breaks of `answer`, or where it has none the change from one source to the next. What it
// holds beyond the sentences is shown as it stands.
function prose(turn, firstLine) {
  const { answer, sentences = [] } = turn.answer;
  const paragraphs = [el("p")];
  const open = () => { if (paragraphs.at(-1).hasChildNodes()) paragraphs.push(el("p")); };
  const between = (gap) => {
    if (gap.includes("\n")) open();
    const words = gap.replace(/\[\d+\]/g, "").trim();
    if (words && !firstLine.includes(words)) paragraphs.at(-1).append(words, " ");
  };
  const after = (text) => (text.startsWith(firstLine) ? text.slice(firstLine.length) : text);
  let rest = after(answer);
  let source = null;
  for (const { text, citations = [] } of sentences) {
    const left = firstLine.includes(text) ? "" : after(text).trim();
    if (!left) continue;
    const at = rest.indexOf(left);
    if (at >= 0) between(rest.slice(0, at));
    if (at >= 0) rest = rest.slice(at + left.length);
    if (!answer.includes("\n") && source !== (citations[0] ?? 0)) open();
    source = citations[0] ?? 0;
    paragraphs.at(-1).append(sentenceNode(turn, left, citations), " ");
  }
  between(rest);
  return paragraphs.filter((paragraph) => paragraph.hasChildNodes());
}

// The last word and its citations stay on one line.
function sentenceNode(turn, text, citations) {
  const alarming = OUTCOMES[turn.answer.outcome]?.alarm;
  const cut = citations.length && !alarming ? text.lastIndexOf(" ") + 1 : text.length;
  return el("span", { class: citations.length ? "sentence" : "sentence uncited" },
    alarming ? linkCalls(text) : text.slice(0, cut),
    el("span", { class: "unbroken" }, text.slice(cut), citations.map((n) => citeButton(turn, n))));
}

function citeButton(turn, n) {
  const name = citationName(turn.citations.get(n) ?? {});
  return el("button", { class: "cite", type: "button", "aria-label": `Source ${n}: ${name}`, ...opens(turn, n) },
    String(n));
}

const citationName = ({ title, signal }) => title || readable(signal) || "Source";
const opens = (turn, n) => ({
  "data-n": n,
  "aria-expanded": "false",
  "aria-controls": "passage",
  onclick: (event) => togglePassage(turn, n, event.currentTarget),
});

const isStarter = (source) => /not clinically reviewed/i.test(source ?? "");
const sourceName = (source) => (source ?? "").replace(/\s*\(not clinically reviewed\)/i, "");

function sourceList(turn) {
  const citations = [...turn.citations.values()].sort((a, b) => a.n - b.n);
  if (!citations.length) return null;
  return el("section", { class: "sources" },
    el("h3", { class: "label" }, turn.answer.outcome === "abstained" ? "What it holds nearby" : "Sources"),
    citations.some((c) => isStarter(c.source))
      && el("p", { class: "unreviewed" }, "Starter library: not clinically reviewed"),
    el("ol", {}, citations.map((c) => el("li", {}, sourceButton(turn, c)))));
}

function sourceButton(turn, citation) {
  const about = [turn.passages.get(citation.id)?.question, sourceName(citation.source) || citation.kind];
  return el("button", { type: "button", ...opens(turn, citation.n) },
    el("span", { class: "cite" }, String(citation.n)),
    el("span", { class: "source-title" }, citationName(citation)),
    el("span", { class: "source-name" }, about.filter(Boolean).join(" · ")));
}

// Offered only where it is about what was asked: from a document the answer names, or on a subject in the question.
function suggestions(turn) {
  const named = new Set([...turn.citations.values()].map((citation) => citation.document_id));
  const asked = new Set(longWords(turn.question));
  const near = [...turn.passages.values()].filter(({ document_id: id, focus, title }) =>
    named.has(id) || longWords(`${focus} ${title}`).some((word) => asked.has(word)));
  const questions = [...new Set(near.map(({ question }) => question).filter(Boolean))].slice(0, 3);
  if (!questions.length) return null;
  const item = (question) =>
    el("li", {}, el("button", { type: "button", onclick: () => !state.running && ask(question) }, question));
  return el("section", { class: "suggestions" },
    el("h3", { class: "label" }, "Nearest questions it does answer"),
    el("ul", { class: "examples" }, questions.map(item)));
}
const longWords = (text) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];

function about(answer) {
  const version = (value) => (typeof value === "string" ? value : JSON.stringify(value));
  const used = Object.entries(answer.model_versions ?? {}).filter(([, value]) => value);
  return el("details", { class: "about" },
    el("summary", {}, answer.library_as_of && el("span", {}, "Library as of ", when(answer.library_as_of)),
      el("span", { class: "more" }, "About this answer")),
    facts([
      ["Answer", answer.answer_id],
      ["Library version", answer.library_version],
      ["Models", used.map(([name, value]) => `${name} ${version(value)}`).join(", ")],
      ["Took", answer.took_ms == null ? null : `${Math.round(answer.took_ms)} ms`],
    ]));
}

function facts(rows) {
  const told = rows.filter(([, value]) => value != null && value !== "");
  return el("dl", {}, told.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function sayAnswer(turn) {
  const { answer } = turn;
  const outcome = OUTCOMES[answer.outcome] ?? OUTCOMES.answered;
  turn.outcome = answer.outcome;
  if (outcome.alarm) sayAlarm(turn, answer.answer.split("\n")[0]);
  say(`${outcome.label(answer.citations?.length ?? 0, restsOn(answer.citations))}. ${answer.answer.replace(/\s*\[\d+\]/g, "")}`);
}

// ---- Numbers to call --------------------------------------------------------------------------------------------

const SHORT_NUMBERS = new Set((
  "000 108 110 111 112 113 115 117 118 119 120 144 190 192 193 911 988 995 997 998 999 "
  + "116111 116117 116123 131114 131126").split(" "));
const NUMBER = /(?<![\d.,+])\+?\d(?:[\d ()-]*\d)?(?![\d%.,]*\d)/g;
const A_MEASURE = /^\s*(%|°|to \d|m[gl]|mcg|mmhg|min|hour|second|year|day|week|times|beats|breaths|degrees)/i;

// Finds what can be dialled: known short numbers, seven digits or more, and "text … to 12345"; never a measure.
function numbersIn(text) {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const digits = match[0].replace(/[^\d+]/g, "");
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (A_MEASURE.test(text.slice(match.index + match[0].length))) return [];
    const byText = /\btext\b[^.]*\bto\s*$/i.test(before) && digits.length >= 4;
    if (!byText && !SHORT_NUMBERS.has(digits) && !(digits.length >= 7 && digits.length <= 15)) return [];
    const way = byText ? { href: `sms:${digits}`, verb: "Text" } : { href: `tel:${digits}`, verb: "Call" };
    return [{ at: match.index, number: match[0], ...way }];
  });
}

// An emergency has one number to dial; in a crisis the lines to talk to are as important.
function callsFor({ outcome, answer }, firstLine) {
  const first = callsIn(firstLine);
  return first.length && outcome === "emergency" ? first : callsIn(`${firstLine} ${answer}`).slice(0, 3);
}

const callsIn = (text) => [...new Map(numbersIn(text).map((call) => [call.href, call])).values()];

function linkCalls(text) {
  let from = 0;
  const parts = numbersIn(text).flatMap((call) => {
    const before = text.slice(from, call.at);
    from = call.at + call.number.length;
    return [before, el("a", { class: "tel", href: call.href }, call.number)];
  });
  return [...parts, text.slice(from)];
}

// ---- Feedback ---------------------------------------------------------------------------------------------------

function feedback({ answer_id: id, feedback: given = [] }) {
  const thanks = el("p", { class: "quiet", role: "status" });
  const place = el("div");
  const send = async (verdict, words = {}) => {
    try {
      const body = { verdict, ...words, by: person };
      await request(`answers/${encodeURIComponent(id)}/feedback?person_id=${encodeURIComponent(person)}`, { method: "POST", body });
      if (place.hasChildNodes()) choices.find((c) => c.dataset.verdict === verdict).focus();
      fill(place);
      press(verdict);
      thanks.textContent = "Thank you. It is stored with this answer.";
    } catch (error) {
      thanks.textContent = `${error.title}. ${error.nextStep}`;
    }
  };
  const openForm = (verdict) => {
    thanks.textContent = "";
    fill(place, feedbackForm(verdict, send, () => { fill(place); choices[0].focus(); }));
    place.querySelector("textarea").focus();
  };
  const choice = (verdict, name, iconName, act) =>
    el("button", { class: "choice", type: "button", "data-verdict": verdict, "aria-pressed": "false", onclick: act },
      icon(iconName), name);
  const choices = [
    choice("accepted", "Helpful", "yes", () => send("accepted")),
    choice("rejected", "Not helpful", "no", () => openForm("rejected")),
    choice("corrected", "Correct it", "pen", () => openForm("corrected")),
  ];
  const press = (verdict) => {
    for (const button of choices) button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  };
  press(given.at(-1)?.verdict);
  return el("section", { class: "feedback", "aria-label": "What do you think of this answer?" },
    el("div", { class: "choices" }, choices), place, thanks);
}

function feedbackForm(verdict, send, close) {
  const area = (name, label, required) =>
    el("label", {}, el("span", {}, label), el("textarea", { name, rows: "2", required, maxlength: "5000" }));
  const correcting = verdict === "corrected";
  const form = el("form", { class: "feedback-form" },
    correcting && area("correction", "What should it say?", true),
    area("comment", correcting ? "Why, or from which source (optional)" : "What was wrong (optional)", false),
    el("div", { class: "actions" },
      el("button", { class: "button", type: "button", onclick: close }, "Cancel"),
      el("button", { class: "button primary", type: "submit" }, "Send")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(verdict, Object.fromEntries([...new FormData(form)].filter(([, words]) => words.trim())));
  });
  return form;
}

// ---- The passage beside the answer ------------------------------------------------------------------------------

const shown = { turn: null, n: 0, opener: null };

function togglePassage(turn, n, opener) {
  if (opener.getAttribute("aria-expanded") === "true") closePassage();
  else openPassage(turn, n, opener);
}

function openPassage(turn, n, opener) {
  Object.assign(shown, { turn, n, opener });
  const citation = turn.citations.get(n);
  if (!citation) return;
  const order = [...turn.citations.keys()].sort((a, b) => a - b);
  $("passage-kind").textContent = citation.kind === "passage" ? "Passage" : readable(citation.kind);
  $("passage-place").textContent = `${order.indexOf(n) + 1} of ${order.length}`;
  $("passage-back").disabled = n === order[0];
  $("passage-next").disabled = n === order.at(-1);
  $("passage-title").textContent = citationName(citation);
  fill($("passage-content"), passageContent(turn, citation));
  markOpen();
  $("passage").hidden = false;
  document.body.classList.add("with-passage");
  setModal($("passage"), narrow.matches);
  $("passage-title").focus({ preventScroll: true });
  const mark = $("passage-content").querySelector("mark");
  $("passage-body").scrollTop = mark ? Math.max(0, mark.offsetTop - $("passage-body").clientHeight / 3) : 0;
}

function stepPassage(by) {
  const order = [...shown.turn.citations.keys()].sort((a, b) => a - b);
  const n = order[order.indexOf(shown.n) + by];
  if (n !== undefined) openPassage(shown.turn, n, shown.opener);
}

function closePassage() {
  if ($("passage").hidden) return;
  setModal($("passage"), false);
  $("passage").hidden = true;
  document.body.classList.remove("with-passage");
  const { turn, n, opener } = shown;
  shown.turn = null;
  markOpen();
  const back = opener?.isConnected ? opener : turn?.node.querySelector(`[data-n="${n}"]`);
  (back ?? $("message")).focus();
}

function markOpen() {
  for (const button of document.querySelectorAll("[aria-controls=passage]")) {
    const open = shown.turn?.node.contains(button) && Number(button.dataset.n) === shown.n;
    button.setAttribute("aria-expanded", String(Boolean(open)));
  }
}

function passageContent(turn, citation) {
  const passage = turn.passages.get(citation.id);
  const source = citation.source || passage?.source;
  return [
    passage?.question && el("p", { class: "passage-question" }, passage.question),
    el("p", { class: "passage-source" }, sourceName(source),
      isStarter(source) && el("span", { class: "unreviewed" }, "Not clinically reviewed")),
    citation.kind !== "passage" && measured(citation),
    quoted(passage?.text, citation.quote),
    outward(citation.url || passage?.url),
    el("p", { class: "passage-foot quiet" }, "Library as of ", when(turn.answer?.library_as_of) ?? "unknown",
      citation.document_id && el("span", { class: "id" }, citation.document_id)),
  ];
}

// Marks the quote, whose parts are joined by an ellipsis, inside its passage. Parts not found there stand first.
function quoted(text, quote = "") {
  const quotes = quote.split(/\s*…\s*/).filter(Boolean);
  const evidence = (...children) => el("blockquote", { class: "evidence" }, children);
  if (!text) return quote && evidence(el("mark", {}, quote));
  const whole = text.replace(/([^\n])\n(?!\n|\s*[-•*\d])[ \t]*/g, "$1 ");
  const parts = [];
  let from = 0;
  for (const [start, end] of joined(whole, quotes.map((words) => locate(whole, words)).filter(Boolean))) {
    parts.push(whole.slice(from, start), el("mark", {}, whole.slice(start, end)));
    from = end;
  }
  const missing = quotes.filter((words) => !locate(whole, words));
  return [missing.length > 0 && evidence(el("mark", {}, missing.join(" … "))), evidence(parts, whole.slice(from))];
}

// Spans that overlap, or have only white space between them, become one.
function joined(text, spans) {
  const merged = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && !text.slice(last[1], start).trim()) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

// Where the words stand in the text, whatever the white space between them.
function locate(text, words) {
  const escaped = (words ?? "").trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const found = escaped[0] && new RegExp(escaped.join("\\s+")).exec(text);
  return found ? [found.index, found.index + found[0].length] : null;
}

const readable = (name) => (name ? (name[0].toUpperCase() + name.slice(1)).replaceAll("_", " ") : "");

const measured = ({ value = "", unit = "", observed_at: at, quality }) =>
  el("p", { class: "measured" }, el("strong", {}, `${value} ${unit}`), " ", when(at), quality && ` · ${quality}`);

function outward(url) {
  const address = URL.canParse(url ?? "") ? new URL(url) : null;
  if (!address || !["http:", "https:"].includes(address.protocol)) return null;
  const link = { class: "outward", href: address.href, target: "_blank", rel: "noopener noreferrer" };
  return el("p", {}, el("a", link,
    `Open the source at ${address.hostname}`, icon("out"), el("span", { class: "unseen" }, " (new tab)")));
}

// On a narrow screen a panel lies over the page: everything else is inert until it closes. Panels are plain elements
// with a role, since nav and aside may not be dialogs.
function setModal(panel, on) {
  for (const id of ["skip", "bar", "sidebar", "main", "passage"]) $(id).inert = on && $(id) !== panel;
  $("scrim").hidden = !on;
  panel.setAttribute("role", on ? "dialog" : panel.dataset.role);
  if (on) panel.setAttribute("aria-modal", "true"); else panel.removeAttribute("aria-modal");
}

function setMenu(open) {
  if ($("menu").getAttribute("aria-expanded") === String(open)) return;
  $("menu").setAttribute("aria-expanded", String(open));
  $("sidebar").classList.toggle("open", open);
  setModal($("sidebar"), open);
  (open ? $("menu-close") : $("menu")).focus();
}

// ---- Conversations ----------------------------------------------------------------------------------------------

const conversationPath = (id) => `conversations/${encodeURIComponent(id)}?person_id=${encodeURIComponent(person)}`;

async function listConversations() {
  const { conversations = [] } = await read(`conversations?person_id=${encodeURIComponent(person)}`).catch(() => ({}));
  fill($("conversations"), conversations.map(conversationItem));
  $("no-conversations").hidden = conversations.length > 0;
}

function conversationItem(conversation) {
  const { conversation_id: id, title, summary, updated_at: at } = conversation;
  const name = title || (summary ?? "").slice(0, 80) || "Conversation";
  const today = new Date(at).toDateString() === new Date().toDateString();
  const time = when(at, today ? { timeStyle: "short" } : { day: "numeric", month: "short" });
  const open = { "aria-current": id === state.conversation && "true", onclick: () => openConversation(id) };
  const remove = { "aria-label": `Delete: ${name}`, onclick: () => confirmDeletion(id, name) };
  return el("li", {},
    el("button", { class: "open", type: "button", ...open },
      el("span", { class: "name" }, name), el("span", { class: "at" }, time)),
    el("button", { class: "icon delete", type: "button", ...remove }, icon("trash")));
}

async function openConversation(id) {
  if (state.running) state.running.abort();
  setMenu(false);
  try {
    const { turns = [] } = await read(conversationPath(id));
    startAnew();
    state.conversation = id;
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    showConversation();
    turns.forEach(showOldTurn);
    $("turns").lastElementChild?.scrollIntoView({ block: "start", behavior: "instant" });
  } catch (error) {
    startAnew();
    $("turns").append(problemBox(error));
    say(`${error.title}. ${error.nextStep}`);
  }
  listConversations();
  showKept(id);
}

// An old answer is shown as text at once; its citations come when it is scrolled near.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    target.whenNear();
  }
}, { rootMargin: "600px" });

let asked = null;
function showOldTurn({ role, text, answer_id: answerId }) {
  if (role === "person" || !asked) {
    asked = makeTurn(role === "person" ? text : "");
    asked.status.remove();
    asked.body.removeAttribute("aria-busy");
    $("turns").append(asked.node);
    if (role === "person") return;
  }
  const turn = asked;
  asked = null;
  turn.text = text;
  paintDraft(turn);
  if (!answerId) return;
  turn.node.whenNear = async () => {
    turn.answer = await read(`answers/${encodeURIComponent(answerId)}?person_id=${encodeURIComponent(person)}`).catch(() => null);
    if (turn.answer) showAnswer(turn);
  };
  near.observe(turn.node);
}

async function showKept(id) {
  const { pinned_facts: pinned = [] } = await read(conversationPath(id)).catch(() => ({}));
  if (id !== state.conversation) return;
  const fact = ({ kind, value }) => el("span", {}, el("b", {}, readable(kind)), ` ${value}`);
  $("kept").hidden = pinned.length === 0;
  fill($("kept"), el("span", { class: "label" }, "Kept in mind"), pinned.map(fact));
}

function startAnew() {
  state.running?.abort();
  closePassage();
  state.conversation = null;
  asked = null;
  fill($("turns"));
  $("kept").hidden = true;
  $("welcome").hidden = false;
  $("conversation-title").hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
}

function newQuestion(event) {
  event?.preventDefault();
  setMenu(false);
  startAnew();
  listConversations();
  scrollTo(0, 0);
  $("message").focus();
}

function showConversation() {
  $("welcome").hidden = true;
  $("conversation-title").hidden = false;
}

function confirmDeletion(id, name) {
  $("confirm-what").textContent = name;
  $("confirm-problem").hidden = true;
  $("confirm-delete").onclick = () => deleteConversation(id);
  $("confirm").showModal();
}

async function deleteConversation(id) {
  try {
    await request(conversationPath(id), { method: "DELETE" });
  } catch (error) {
    $("confirm-problem").textContent = `${error.title}. ${error.nextStep}`;
    $("confirm-problem").hidden = false;
    return;
  }
  $("confirm").close();
  if (id === state.conversation) startAnew();
  await listConversations();
  say("The conversation is deleted.");
  $("conversations-title").focus();
}

// ---- The library ------------------------------------------------------------------------------------------------

async function showLibrary() {
  const { collections, loading } = await read("library/status").catch(() => ({}));
  $("as-of").parentElement.classList.toggle("away", !collections);
  if (!collections) {
    $("as-of").textContent = "Library status unknown";
    fill($("library-brief"), el("p", { class: "quiet" }, "Its status cannot be read now."));
  } else {
    const newest = collections.map((c) => c.as_of).filter(Boolean).sort().at(-1);
    fill($("as-of"), "Library", el("span", { class: "not-tiny" }, " as of ", when(newest) ?? "now"));
    fill($("library-brief"), libraryBrief(collections, loading));
    fill($("library-collections"), collections.map(collectionCard));
  }
  const moving = loading?.source || collections?.some((c) => c.vectors_waiting > 0);
  setTimeout(lookAgain, moving ? 5000 : 30000);
}

function lookAgain() {
  if (document.hidden) document.addEventListener("visibilitychange", showLibrary, { once: true });
  else showLibrary();
}

function libraryBrief(collections, loading) {
  const sum = (field) => collections.reduce((total, c) => total + (c[field] ?? 0), 0);
  const command = el("code", {}, "bedside library load");
  if (!sum("documents") && !loading?.source) return [el("p", {}, "The library is empty. Fill it with ", command, ".")];
  return [
    el("p", { class: "figures" },
      el("b", {}, count(sum("documents"))), " documents, ", el("b", {}, count(sum("passages"))), " passages"),
    loading?.source && progress(loading.done, loading.total, `Reading in ${loading.source}, step ${loading.step}`),
    embedding({ passages: sum("passages"), evidence: sum("evidence"), vectors_waiting: sum("vectors_waiting") }),
  ];
}

// A passage and its question each have a vector. Until it is made they are found by their words alone.
function embedding({ passages, evidence, vectors_waiting: waiting }) {
  if (!waiting) return el("p", { class: "quiet" }, "All are found by words and by meaning.");
  const all = Math.max(passages + evidence, waiting);
  return progress(all - waiting, all, "Embedded so far");
}

function progress(done, total, what) {
  return el("div", { class: "progress" },
    el("progress", { max: total || 1, value: done, "aria-label": what }),
    el("p", { class: "quiet" }, `${what}: ${count(done)} of ${count(total)}.`));
}

function collectionCard(collection) {
  const { name, failed } = collection;
  const card = el("section", { class: "collection" }, el("h3", {}, name),
    facts([
      ["Documents", count(collection.documents)],
      ["With evidence", count(collection.evidence)],
      ["Known questions", count(collection.known_questions)],
      ["Passages", count(collection.passages)],
      ["Could not be read", failed ? count(failed) : null],
      ["As of", when(collection.as_of)],
      ["Version", collection.version],
    ]),
    embedding(collection));
  if (failed) showFailures(card, name);
  return card;
}

async function showFailures(card, name) {
  const { failures = [] } = await read(`library/${encodeURIComponent(name)}/failures?limit=20`).catch(() => ({}));
  card.append(el("h4", { class: "label" }, "Why"), facts(failures.map(({ document_id: id, reason }) => [id, reason])));
}

// ---- Start ------------------------------------------------------------------------------------------------------

function setMessage(text) {
  $("message").value = text;
  keptForTab("draft", text || null);
}

function submitQuestion(event) {
  event.preventDefault();
  if (state.running) return state.running.abort();
  const message = $("message").value.trim();
  if (!message) return $("message").focus();
  setMessage("");
  return ask(message);
}

function onKey(event) {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (!$("passage").hidden) closePassage();
  else setMenu(false);
}

function onResize() {
  setMenu(false);
  if (!$("passage").hidden) setModal($("passage"), narrow.matches);
}

function wire() {
  $("composer").addEventListener("submit", submitQuestion);
  $("message").addEventListener("input", () => keptForTab("draft", $("message").value || null));
  $("message").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!state.running) $("composer").requestSubmit();
  });
  for (const example of document.querySelectorAll("#welcome .examples button")) {
    example.addEventListener("click", () => state.running || ask(example.textContent));
  }
  for (const id of ["new", "home"]) $(id).addEventListener("click", newQuestion);
  $("theme").addEventListener("click", toggleTheme);
  $("menu").addEventListener("click", () => setMenu(true));
  $("menu-close").addEventListener("click", () => setMenu(false));
  $("scrim").addEventListener("click", () => { closePassage(); setMenu(false); });
  $("passage-close").addEventListener("click", closePassage);
  $("passage-back").addEventListener("click", () => stepPassage(-1));
  $("passage-next").addEventListener("click", () => stepPassage(1));
  for (const id of ["library-open", "library-details"]) $(id).addEventListener("click", () => $("library").showModal());
  for (const close of document.querySelectorAll("[data-close]")) {
    close.addEventListener("click", () => close.closest("dialog").close());
  }
  document.addEventListener("keydown", onKey);
  narrow.addEventListener("change", onResize);
  systemDark.addEventListener("change", applyTheme);
}

document.addEventListener("DOMContentLoaded", () => {
  applyTheme();
  showPatient();
  wire();
  $("message").value = keptForTab("draft") ?? "";
  const id = decodeURIComponent(location.hash.slice(1));
  if (id) openConversation(id);
  else listConversations();
  showLibrary();
});
