// What was bought from the list: a receipt each, opened by a touch, with the code that a desk takes things back by.

import { day, fill, money, say, time } from './texts.js';

const section = document.getElementById('receipts');
const template = document.getElementById('receipt');
const part = (node, selector) => node.querySelector(selector);
const nodes = new Map();

/** Show the receipts of a view; those that are open stay so. */
export function show(view) {
  const stay = new Set(view.receipts.map(({ id }) => id));
  for (const [id, node] of nodes) if (!stay.has(id)) { node.remove(); nodes.delete(id); }
  view.receipts.forEach((receipt, place) => {
    const node = nodes.get(receipt.id) ?? make(receipt.id);
    write(node, receipt);
    if (section.children[place] !== node) section.insertBefore(node, section.children[place] ?? null);
  });
  section.hidden = !view.receipts.length;
}

function make(id) {
  const node = template.content.firstElementChild.cloneNode(true);
  nodes.set(id, node);
  return node;
}

function write(node, receipt) {
  const amount = (minor) => money(minor, receipt.currency, receipt.digits);
  fill(node);
  part(node, '.told strong').textContent = say('bought.receipt', receipt.number);
  part(node, '.told .quiet').textContent = time(receipt.at);
  part(node, '.paid').textContent = amount(receipt.total);
  part(node, '.until').textContent = receipt.until ? say('bought.until', day(receipt.until)) : '';
  part(node, '.back').textContent = receipt.refunded ? say('bought.refunded', amount(receipt.refunded)) : '';
  part(node, '.code strong').textContent = receipt.code.replace(/(.{4})(?=.)/g, '$1 ');
  part(node, 'ul').replaceChildren(...receipt.lines.map((line) => item(line, amount)));
}

function item({ name, quantity, amount: paid, returned }, amount) {
  const row = document.createElement('li');
  const what = quantity > 1 ? `${name} × ${quantity}` : name;
  const words = Object.assign(document.createElement('span'), { textContent: returned ? `${what}, ${say('bought.returned', returned)}` : what });
  row.append(words, Object.assign(document.createElement('span'), { textContent: amount(paid) }));
  return row;
}
