// Alarm sounds by WebAudio: off until somebody switches them on. Each priority has a rhythm and pitch of its own, in the
// manner of IEC 60601-1-8 (pulses of 3 + 2 for high, 3 for medium, 1 for low); a sensor and a lost connection fall.

const PATTERNS = {
  high: { times: [0, 0.18, 0.36, 0.72, 0.9], notes: [880, 880, 880, 1175, 988], every_s: 10 },
  medium: { times: [0, 0.35, 0.7], notes: [659, 659, 659], every_s: 25 },
  low: { times: [0], notes: [523], every_s: 60 },
  technical: { times: [0, 0.4], notes: [440, 330], every_s: 60 },
  disconnected: { times: [0, 0.3, 0.6], notes: [392, 311, 247], every_s: 15 },
};
const LENGTH_S = 0.14;

let audio = null;
let lastAt = 0;
let lastKind = "";

export const isOn = () => audio?.state === "running";

export async function toggle() {
  if (isOn()) await audio.suspend();
  else {
    audio ??= new AudioContext();
    await audio.resume();
    play("low");
  }
  return isOn();
}

/** Sounds the most urgent of what nobody has seen; the same kind again only when it is due. */
export function sound(kind) {
  if (!isOn()) return;
  if (!kind) { lastKind = ""; return; }
  const due = kind !== lastKind || audio.currentTime - lastAt >= PATTERNS[kind].every_s;
  if (due) play(kind);
}

function play(kind) {
  const { times, notes } = PATTERNS[kind];
  lastAt = audio.currentTime;
  lastKind = kind;
  times.forEach((time, place) => pulse(audio.currentTime + 0.05 + time, notes[place]));
}

function pulse(at, frequency) {
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.type = "triangle";
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.35, at + 0.02);
  loudness.gain.setValueAtTime(0.35, at + LENGTH_S - 0.03);
  loudness.gain.linearRampToValueAtTime(0, at + LENGTH_S);
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + LENGTH_S);
}
