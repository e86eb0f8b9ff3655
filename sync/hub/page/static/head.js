// The top of the list: title and its editing, total, pieces, the note when the hub is out of reach.

import { count, money, say, stamp, time } from './texts.js';

const by = (id) => document.getElementById(id);
const STILL_MS = 700;
let seen = '';
let held = 0;
let tapped = -STILL_MS;
addEventListener('pointerdown', () => { tapped = performance.now(); }, { capture: true });

/** Let the title be changed; `rename(title, base)` does it. */
export function listen(rename) {
  by('title').addEventListener('click', () => {
    by('rename-text').value = seen;
    edit(true);
    by('rename-text').select();
  });
  by('rename').addEventListener('submit', (event) => {
    event.preventDefault();
    const title = by('rename-text').value.trim();
    edit(false);
    by('title').focus();
    if (title !== seen) rename(title, seen);
  });
  by('rename-text').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { edit(false); by('title').focus(); }
  });
}

function edit(on) {
  by('rename').hidden = !on;
  // The heading stays one for who hears the page.
  by('title').parentNode.classList.toggle('unseen', on);
  by('title').disabled = on;
  by('total').hidden = on;
}

/** Show what a view says about the whole list. */
export function show(view) {
  const present = view.lines.filter(({ quantity }) => quantity > 0);
  const priced = present.filter(({ price }) => price);
  const sum = priced.reduce((total, { price, quantity }) => total + price.amount * quantity, 0);
  const total = priced.length ? money(sum, view.currency, view.digits) : '';
  seen = view.title;
  const title = view.title || say('untitled');
  document.title = title;
  by('title').firstElementChild.textContent = title;
  by('title').setAttribute('aria-description', say('list.rename'));
  by('total').textContent = total;
  by('sum').hidden = !present.length;
  by('sum-label').textContent = say(priced.length < present.length ? 'list.partial' : 'list.total');
  by('sum-total').textContent = total;
  by('prices').textContent = view.store ? say('list.prices', view.store) : '';
  by('store').textContent = view.store;
  by('pieces').textContent = count('list.pieces', present.reduce((pieces, { quantity }) => pieces + quantity, 0));
  by('live').textContent = say('list.live');
  by('empty').hidden = present.length > 0;
  by('printed').textContent = say('print.printed', stamp(Date.now()));
}

/** Say quietly that the hub is out of reach since `last`, and whether changes wait; `last` 0 takes it away.
 *  The note moves the list, so it waits until no finger is about to tap once more. */
export function offline(last, waiting) {
  clearTimeout(held);
  const still = STILL_MS - (performance.now() - tapped);
  if (by('offline').hidden === Boolean(last) && still > 0) {
    held = setTimeout(offline, still, last, waiting);
    return;
  }
  by('offline').hidden = !last;
  by('live').hidden = Boolean(last);
  if (last) by('offline').lastElementChild.textContent = say(waiting ? 'say.waiting' : 'say.offline', time(last));
}
