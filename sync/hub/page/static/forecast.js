// What the list will look like once the hub has taken this phone's changes: a guess for the eye, replaced by the
// hub's own answer. The hub alone decides.

const MOST = 999;
const LISTED = new Set(['AdjustLine', 'SetNote', 'SetPriority', 'MoveLine', 'RenameList', 'TakeBackQuestion']); // what the list's history can take back
const clamp = (quantity) => Math.min(MOST, Math.max(0, quantity));

/** Return the view with pending changes on top. */
export function forecast(view, pending) {
  const ahead = { ...view, lines: view.lines.map((line) => ({ ...line })) };
  const gone = new Set(pending.filter(({ args }) => args.verb === 'Undo').map(({ args }) => args.op));
  // News may come before the answer: what the view shows already is not put on it twice.
  const shown = new Set([...view.changes.map(({ op }) => op), ...view.questions.map(({ id }) => id)]);
  for (const change of pending.filter(({ id }) => !shown.has(id))) {
    if (change.args.verb === 'Undo') takeBack(ahead, view.changes.find(({ op }) => op === change.args.op));
    else if (!gone.has(change.id)) put(ahead, change);
  }
  return ahead;
}

/** Return the id of this phone's newest change that can be taken back, '' when there is none. */
export function undoable(view, pending) {
  const gone = new Set(pending.filter(({ args }) => args.verb === 'Undo').map(({ args }) => args.op));
  const waiting = pending.filter(({ id, args }) => LISTED.has(args.verb) && !gone.has(id));
  if (waiting.length) return waiting.at(-1).id;
  const done = view.changes.filter((entry) =>
    entry.by === view.me && entry.verb !== 'Undo' && !entry.undone && !gone.has(entry.op) && matters(entry));
  return done.at(-1)?.op ?? '';
}

const matters = (entry) => Boolean(entry.delta) || (entry.before ?? '') !== (entry.after ?? '');

function put(view, { id, at, args }) {
  if (args.verb === 'AskQuestion') {
    view.questions = [...view.questions, { id, at, by: view.me, text: args.text, line: args.line }];
  }
  if (args.verb === 'TakeBackQuestion') view.questions = view.questions.filter((one) => one.id !== args.question);
  if (args.verb === 'CallHelp') view.help ??= { state: 'asked', at, topic: args.topic };
  if (args.verb === 'CancelHelp') view.help = null;
  if (args.verb === 'RequestPreparation') request(view, id, args);
  if (args.verb === 'RenameList') view.title = args.title;
  const line = view.lines.find(({ id }) => id === args.line);
  if (line && args.verb === 'AdjustLine') line.quantity = clamp(line.quantity + args.delta);
  if (line && args.verb === 'SetNote') line.note = args.note;
  if (line && args.verb === 'SetPriority') line.priority = args.priority;
  if (line && args.verb === 'MoveLine') move(view, line, args.before);
}

function move(view, line, before) {
  const others = view.lines.filter((other) => other !== line);
  const place = others.findIndex(({ id }) => id === before);
  others.splice(place < 0 ? others.length : place, 0, line);
  view.lines = others;
}

// The store gives the order another id: its card takes the place of this one.
function request(view, id, { lines, place }) {
  if (!lines.some((line) => view.bringable.includes(line))) return; // the view has it already
  const pieces = view.lines.reduce((sum, line) => sum + (lines.includes(line.id) ? line.quantity : 0), 0);
  const order = { id, state: 'asked', kind: 'request', by: '', place, pieces, lines: {}, offers: [] };
  view.orders = [order, ...view.orders];
  view.bringable = view.bringable.filter((line) => !lines.includes(line));
}

function takeBack(view, entry) {
  if (!entry || entry.undone || entry.asked) return; // how the question stood the hub alone knows
  if (entry.verb === 'RenameList') view.title = entry.before ?? '';
  const line = view.lines.find(({ id }) => id === entry.line);
  if (line && entry.verb === 'SetNote') line.note = entry.before ?? '';
  else if (line && entry.ranked) line.priority = entry.before ?? '';
  else if (line && entry.moved) move(view, line, entry.before);
  else if (line) line.quantity = clamp(line.quantity - (entry.delta ?? 0));
}
