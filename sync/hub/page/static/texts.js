// Words, money and times in the reader's language.

const here = new URL('.', import.meta.url);
const loaded = new Map();
const REGION = { en: 'en-GB' }; // unless the phone itself says which English
let language = 'en';
let words = {};
let plurals = new Intl.PluralRules(language);

/** Switch to a language (`en`, `it`, `ja`); its texts are fetched once. */
export async function use(tag) {
  if (!loaded.has(tag)) {
    const answer = await fetch(new URL(`${tag}.json`, here));
    if (!answer.ok) throw new Error('texts');
    loaded.set(tag, await answer.json());
  }
  language = navigator.languages.find((each) => each.startsWith(tag)) ?? REGION[tag] ?? tag;
  words = loaded.get(tag);
  plurals = new Intl.PluralRules(tag);
}

/** A text with its values filled in: `%1` is the first. */
export function say(key, ...values) {
  return words[key].replace(/%(\d)/g, (_, place) => isolated(String(values[place - 1] ?? '')));
}

const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
const OVERRIDES = /[\u061c\u200e\u200f\u202a-\u202e]/g;
const ISOLATES = /[\u2066-\u2069]/g;
const TURNS = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A text that keeps its direction to itself in a sentence, as `sync.texts.isolated`: what turns nothing stays as it is. */
export function isolated(text) {
  const seen = text.replace(CONTROLS, '');
  if (!TURNS.test(seen)) return seen;
  const kept = seen.replace(OVERRIDES, '');
  return `\u2068${closes(kept) ? kept : kept.replace(ISOLATES, '')}\u2069`;
}

/** Whether every isolate that a text begins ends in it, and no other. */
function closes(text) {
  let depth = 0;
  for (const [sign] of text.matchAll(ISOLATES)) {
    depth += sign === '\u2069' ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Texts beside each other, none of which turns another one. */
export const joined = (separator, parts) => parts.map(isolated).join(separator);

/** A text without values, undefined where nobody wrote it. */
export const known = (key) => words[key];

/** A text in the plural form for `count`. */
export function count(key, count) {
  const forms = words[key];
  return (forms[plurals.select(count)] ?? forms.other).replace('%n', number(count));
}

const number = (value) => new Intl.NumberFormat(language).format(value);

/** An amount in minor units, without `.00`: as `sync.catalogue.display` writes it. */
export function money(amount, currency, digits) {
  const whole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat(language, {
    style: 'currency', currency, useGrouping: 'always',
    minimumFractionDigits: whole ? 0 : digits, maximumFractionDigits: digits,
  }).format(amount / 10 ** digits).replace('\uffe5', '\u00a5'); // the wide sign stands apart from Latin figures
}

/** The time of a moment; with its day when that is not today; '' for what is none. */
export function time(moment) {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return '';
  const clock = { hour: '2-digit', minute: '2-digit' };
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, today ? clock : { day: 'numeric', month: 'short', ...clock }).format(date);
}

/** A day, `2026-11-30`, as people write it: the same wherever they are. What follows the day is left out. */
export function day(text) {
  const form = { day: 'numeric', month: 'long', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(language, form).format(new Date(text.slice(0, 10)));
}

/** The day with its year, and the time, of a moment. */
export function stamp(moment) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(moment);
}

/** Write the fixed texts of the page: `data-text` as content, `data-label` as accessible name. */
export function fill(root) {
  for (const node of root.querySelectorAll('[data-text]')) node.textContent = say(node.dataset.text);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', say(node.dataset.label));
}
