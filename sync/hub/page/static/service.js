// What the store does about the list: who brings it, what is offered instead, who comes. One card each, kept by id,
// so that focus stays where it is when news arrive.

import { count, fill, known, money, say, time } from './texts.js';
import { tell } from './toast.js';

const here = new URL('.', import.meta.url);
const part = (node, selector) => node.querySelector(selector);
const fresh = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const ENDED = ['picked_up', 'rejected', 'cancelled', 'expired', 'returned'];
const CALL = 'call';

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}

/** How an order stands, in one sentence: "Marco is bringing 3 pieces". */
export function headline(order) {
  const who = order.by || say('who.associate');
  const pieces = count('list.pieces', order.pieces);
  return order.kind === 'request' ? say(`request.${order.state}`, who, pieces) : say(`collect.${order.state}`, who);
}

/** Who is coming: "Marco is on the way to you". */
export function coming(help) {
  return help.by ? say('call.coming', help.by) : say(`call.${help.state === 'asked' ? 'asked' : 'waiting'}`);
}

/** Why it waits or is over: a code in words with what was said beside it; older orders have a sentence. */
function why({ reason, remark }) {
  if (reason === 'other' && remark) return remark;
  const code = /^[a-z][a-z0-9_]*$/.test(reason);
  const words = code ? say(`why.${known(`why.${reason}`) ? reason : 'unknown'}`) : reason;
  return [words, remark].filter(Boolean).join(': ');
}

function whereabouts(order) {
  const ended = ENDED.includes(order.state);
  return [
    order.number && say('order.number', order.number),
    order.place && say(order.kind === 'request' ? 'order.to' : 'order.at', order.place),
    order.promise && !ended && say('order.by', time(order.promise)),
    order.kind !== 'request' && order.state === 'ready_for_pickup' && say('order.code'),
    why(order),
  ].filter(Boolean).join(' · ');
}

export class Service {
  /** @param {object} doer `agree(order, line, agreed)`, `cancel(order)`, `callOff()`. */
  constructor(section, doer) {
    this.section = section;
    this.doer = doer;
    this.cards = new Map();
  }

  /** Show the orders and the call of a view. */
  show(view) {
    const help = view.help ? [[CALL, view.help]] : [];
    const entries = [...help, ...view.orders.map((order) => [order.id, order])];
    const stay = new Set(entries.map(([id]) => id));
    for (const [id, card] of this.cards) if (!stay.has(id)) { card.node.remove(); this.cards.delete(id); }
    entries.forEach(([id, what], place) => {
      const card = this.cards.get(id) ?? this.make(id);
      if (id === CALL) card.showCall(what);
      else card.showOrder(what, view);
      const { node } = card;
      if (this.section.children[place] !== node) this.section.insertBefore(node, this.section.children[place] ?? null);
    });
    this.section.hidden = !entries.length;
  }

  /** The store did not take an answer: let it be given again. */
  forgive() {
    for (const card of this.cards.values()) card.said.clear();
  }

  /** Write the fixed texts again, in the language now in use. */
  translate() {
    for (const card of this.cards.values()) fill(card.node);
  }

  make(id) {
    const card = new Card(id, this.doer);
    this.cards.set(id, card);
    return card;
  }
}

class Card {
  constructor(id, doer) {
    this.id = id;
    this.doer = doer;
    this.node = fresh('card');
    this.offers = new Map();
    this.said = new Map(); // answers on their way: the offer stands on the list until the store has taken the word
    part(this.node, '.cancel').addEventListener('click', () => this.ask(true));
    part(this.node, '.keep').addEventListener('click', () => this.ask(false));
    part(this.node, '.sure').addEventListener('click', () => {
      this.ask(false);
      if (id === CALL) doer.callOff();
      else doer.cancel(id);
    });
  }

  // A request cannot be taken back by a second tap elsewhere, so it is asked for once more.
  ask(open) {
    for (const name of ['sure', 'keep']) part(this.node, `.${name}`).hidden = !open;
    const cancel = part(this.node, '.cancel');
    cancel.hidden = open;
    cancel.setAttribute('aria-expanded', String(open));
    part(this.node, open ? '.keep' : '.cancel').focus({ preventScroll: true });
  }

  showCall(help) {
    this.tell(coming(help), help.topic ?? '', help.by ?? '', true);
    this.label('call.cancel', 'call.cancel_sure', 'call.keep');
  }

  showOrder(order, view) {
    this.tell(headline(order), whereabouts(order), order.by, order.can_cancel);
    this.label('order.cancel', 'order.cancel_sure', 'order.keep');
    this.node.dataset.state = order.state;
    const stay = new Set(order.offers.map(({ line }) => line));
    for (const [line, node] of this.offers) if (!stay.has(line)) { node.remove(); this.offers.delete(line); }
    for (const offer of order.offers) this.showOffer(offer, view);
  }

  tell(lead, more, by, canCancel) {
    const avatar = part(this.node, '.avatar');
    const known = [...by][0]?.toUpperCase();
    avatar.toggleAttribute('data-staff', Boolean(known));
    write(avatar, known ?? '…');
    write(part(this.node, 'h2'), lead);
    write(part(this.node, '.told p'), more);
    part(this.node, '.asked').hidden = !canCancel;
  }

  label(cancel, sure, keep) {
    part(this.node, '.cancel').textContent = say(cancel);
    part(this.node, '.sure').textContent = say(sure);
    part(this.node, '.keep').textContent = say(keep);
  }

  showOffer(offer, view) {
    const node = this.offers.get(offer.line) ?? this.makeOffer(offer.line);
    const { ware, quantity } = offer;
    write(part(node, '.instead'), offer.instead ? say('offer.instead', offer.instead) : say('offer.offered'));
    write(part(node, '.name'), quantity > 1 ? `${ware.name} × ${quantity}` : ware.name);
    write(part(node, '.options'), ware.options.join(', '));
    write(part(node, '.cost'), ware.price ? money(ware.price.amount * quantity, view.currency, view.digits) : '');
    node.setAttribute('aria-label', part(node, '.instead').textContent);
    const image = part(node, 'img');
    image.parentNode.classList.toggle('none', !ware.picture);
    const wanted = ware.picture && new URL(ware.picture, here).href;
    if (wanted && image.src !== wanted) image.src = wanted;
    const word = this.said.get(offer.line);
    write(part(node, '.said'), word === undefined ? '' : say(word ? 'offer.said_yes' : 'offer.said_no'));
    part(node, '.row').hidden = word !== undefined;
  }

  makeOffer(line) {
    const node = fresh('offer');
    fill(node);
    const answer = (agreed) => {
      this.said.set(line, agreed);
      this.doer.agree(this.id, line, agreed);
      tell(say(agreed ? 'offer.said_yes' : 'offer.said_no'));
    };
    part(node, '.yes').addEventListener('click', () => answer(true));
    part(node, '.no').addEventListener('click', () => answer(false));
    part(this.node, '.offers').append(node);
    this.offers.set(line, node);
    return node;
  }
}

/** What is new of the store's doing between two views, as one sentence; '' when nothing is. */
export function news(before, view) {
  const known = new Map(before.orders.map((order) => [order.id, order]));
  const moved = view.orders.find((order) => {
    const old = known.get(order.id);
    return old && (old.state !== order.state || (!old.by && order.by));
  });
  const offer = view.orders.find(({ id, offers }) => offers.length > (known.get(id)?.offers.length ?? 0));
  if (offer) return say('offer.news', offer.by || say('who.associate'));
  if (moved) return headline(moved);
  if (view.help?.by && !before.help?.by) return coming(view.help);
  return '';
}
