// What opens over the page: your name; language, print, what changed, closing the link.

import * as keep from './keep.js';
import { sentence } from './people.js';
import { say, time } from './texts.js';
import { tell } from './toast.js';

const by = (id) => document.getElementById(id);

/**
 * Make the sheets work.
 * @param {object} doer `closeLink()`, `setLanguage(tag)`, `named()`.
 */
export function listen(doer) {
  for (const sheet of document.querySelectorAll('dialog')) {
    sheet.addEventListener('click', (event) => { if (event.target === sheet) sheet.close(); });
  }
  by('you').addEventListener('click', () => { by('you-name').value = keep.name(); by('you-sheet').showModal(); });
  by('you-form').addEventListener('submit', (event) => {
    event.preventDefault();
    keep.setName(by('you-name').value.trim());
    by('you-sheet').close();
    if (keep.name()) tell(say('name.saved', keep.name()));
    doer.named();
  });
  by('more').addEventListener('click', () => { confirm(false); by('more-sheet').showModal(); });
  by('more-close').addEventListener('click', () => by('more-sheet').close());
  for (const button of document.querySelectorAll('button.print')) {
    button.addEventListener('click', () => { by('more-sheet').close(); print(); });
  }
  by('languages').addEventListener('click', ({ target }) => { if (target.lang) doer.setLanguage(target.lang); });
  by('close-link').addEventListener('click', () => { confirm(true); by('close-confirm').focus(); });
  by('close-keep').addEventListener('click', () => { confirm(false); by('close-link').focus(); });
  by('close-now').addEventListener('click', () => { by('more-sheet').close(); doer.closeLink(); });
}

function confirm(open) {
  by('close-confirm').hidden = !open;
  by('close-link').hidden = open;
  by('more-close').parentNode.hidden = open;
  by('close-link').setAttribute('aria-expanded', String(open));
  if (open) by('close-confirm').scrollIntoView({ block: 'nearest' });
}

/** Show who this phone is, the language and what changed. */
export function show(view, language) {
  by('you').lastElementChild.textContent = keep.name() || say('bar.you');
  for (const button of by('languages').children) button.setAttribute('aria-pressed', String(button.lang === language));
  const entries = view.changes.filter((entry) => !entry.undone).reverse().map((entry) => item(entry, view));
  by('history').replaceChildren(...(entries.length ? entries : [element('li', say('more.history_empty'))]));
}

function item(entry, view) {
  const row = element('li', sentence(entry, view));
  row.append(element('time', time(entry.at)));
  return row;
}

const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
