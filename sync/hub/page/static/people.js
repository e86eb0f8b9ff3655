// Who did something, and what, in words.

import { joined, say } from './texts.js';

/** What others call an actor. */
export function who(actor) {
  if (!actor) return say('who.shop');
  return actor.name || say(`who.${actor.kind}`, actor.number ?? '');
}

// A tablet of the list's own store goes without saying where; a person of the store says where she works.
const placed = (actor, store) => (
  actor?.place && (actor.kind === 'associate' || actor.place !== store)
    ? say('who.place', who(actor), actor.place) : who(actor));

/** "Added by Marco, Milano Brera", or "You added it". */
export function addedBy(id, view) {
  const actor = view.actors[id];
  return id === view.me ? say('by.you') : say(`by.${actor?.kind ?? 'shop'}`, placed(actor, view.store));
}

/** Who of the stores had a hand in a line: added it, changed it, answered about it. "Helped by Marco, Milano Brera". */
export function helpers(line, view) {
  const acted = [line.by, ...view.changes.filter((entry) => entry.line === line.id).map((entry) => entry.by),
    ...view.questions.filter((question) => question.line === line.id).map((question) => question.answered_by)];
  const staff = [...new Set(acted)].map((id) => view.actors[id]).filter((actor) => actor?.kind === 'associate');
  return staff.length ? say('line.helped', joined(' · ', staff.map((actor) => placed(actor, '')))) : '';
}

/** One or two characters for the round badge. */
export function badge(id, view) {
  const actor = view.actors[id];
  if (actor?.kind === 'phone' && !actor.name) return id === view.me ? '✓' : String(actor.number ?? '');
  return [...who(actor)][0]?.toUpperCase() ?? '';
}

/** One change as a sentence: "Marco removed Larch sofa". */
export function sentence(entry, view) {
  const line = view.lines.find(({ id }) => id === entry.line);
  const what = entry.asked ? entry.before : entry.verb === 'RenameList' ? entry.after || say('untitled') : line?.name || say('line.gone');
  const person = entry.by === view.me ? 'you' : 'other';
  return say(`${person}.${deed(entry, line)}`, who(view.actors[entry.by]), what, Math.abs(entry.delta ?? 0));
}

function deed(entry, line) {
  if (entry.verb === 'Undo') return 'undone';
  if (entry.verb === 'TakeBackQuestion') return 'unasked';
  if (entry.verb === 'RenameList') return 'renamed';
  if (entry.verb === 'MoveLine') return 'moved';
  if (entry.verb === 'SetPriority') return 'ranked';
  if (entry.verb === 'SetNote') return entry.after ? 'note' : 'note_gone';
  if ((entry.delta ?? 0) >= 0) return 'added';
  return line?.quantity ? 'less' : 'removed';
}
