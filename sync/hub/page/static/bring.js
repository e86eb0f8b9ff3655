// "Have it brought to me": where the shopper stands and what to call them, and the store is asked for the rest of the list.

import * as keep from './keep.js';
import { count, say } from './texts.js';
import { tell } from './toast.js';

const by = (id) => document.getElementById(id);
const sheet = by('bring-sheet');
const place = by('bring-place');
const MOST = 100; // at once: a longer request would not be read
let lines = [];

/** Make it work; `bring(lines, place)` asks the store, under the name that was just given. */
export function listen(bring) {
  by('bring').addEventListener('click', () => {
    by('bring-name').value = keep.name();
    lack(false);
    sheet.showModal();
    place.focus();
  });
  by('bring-close').addEventListener('click', () => sheet.close());
  place.addEventListener('input', () => lack(false));
  by('bring-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const where = place.value.trim();
    lack(!where);
    if (!where) { place.focus(); return; }
    keep.setName(by('bring-name').value.trim());
    sheet.close();
    bring(lines, where);
    tell(say('call.sent'));
  });
}

// Nobody can bring anything to nowhere.
function lack(on) {
  by('bring-lack').hidden = !on;
  place.setAttribute('aria-invalid', String(on));
}

/** Offer it while something on the list was not asked for. */
export function show(view) {
  lines = view.bringable.slice(0, MOST);
  const pieces = view.lines.reduce((sum, { id, quantity }) => sum + (lines.includes(id) ? quantity : 0), 0);
  const rest = lines.length < view.lines.filter(({ quantity }) => quantity > 0).length;
  by('bring').hidden = !lines.length;
  by('bring').lastElementChild.textContent = say(rest ? 'bring.rest' : 'bring.button');
  by('bring-what').textContent = say('bring.what', count('list.pieces', pieces), view.store);
}
