// What stays on this phone: a random visitor id, a name, a language, and changes not yet answered.
// Where the browser forbids storage (private windows), memory serves until the page is closed.

const memory = new Map();
const list = document.documentElement.dataset.list;

function read(key) {
  try { return localStorage.getItem(key) ?? memory.get(key) ?? ''; } catch { return memory.get(key) ?? ''; }
}

function write(key, value) {
  memory.set(key, value);
  try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* memory has it */ }
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A UUID of version 7. `crypto.randomUUID` is missing where the page comes without TLS (the shop's own network). */
export function uuid7() {
  const bytes = random(16);
  const now = Date.now();
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(now / 256 ** (5 - place)) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** This phone's id: random, made once, told to this shop alone. */
export function visitor() {
  const id = read('vetrina.visitor') || hex(random(16));
  write('vetrina.visitor', id);
  return id;
}

export const name = () => read('vetrina.name');
export const setName = (text) => write('vetrina.name', text);

export const language = () => read('vetrina.language');
export const setLanguage = (tag) => write('vetrina.language', tag);

/** Changes to this list that the hub has not answered. */
export function pending() {
  try { return JSON.parse(read(`vetrina.pending.${list}`) || '[]'); } catch { return []; }
}
export const setPending = (changes) =>
  write(`vetrina.pending.${list}`, changes.length ? JSON.stringify(changes) : '');

/** Save this tab's changes beside those of other tabs with the same list; `done` are ids that shall not stay. */
export function mergePending(changes, done) {
  const own = new Set(changes.map(({ id }) => id));
  const others = pending().filter(({ id }) => !own.has(id) && !done.has(id));
  setPending([...others, ...changes]);
}
