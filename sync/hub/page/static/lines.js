// The products on the list. Nodes are kept by line, so that focus, scroll place and half-written notes survive news.

import { addedBy, badge, helpers } from './people.js';
import { showOf } from './questions.js';
import { day, fill, money, say, time } from './texts.js';

const here = new URL('.', import.meta.url);
const template = document.getElementById('line');
const part = (node, selector) => node.querySelector(selector);

const FATES = {
  bought: 'fate.bought', picked: 'fate.picked', short: 'fate.short', substituted: 'fate.substituted', rejected: 'fate.rejected',
};

const WISHES = { must: 'wish.must', nice: 'wish.nice', maybe: 'wish.maybe' };

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export class Lines {
  /**
   * @param {object} doer `adjust(line, delta)`, `remove(line)`, `move(line, before, place)`, `note(line, text, base)`,
   *   `want(line, priority)`, `ask(line)`.
   */
  constructor(list, doer) {
    this.list = list;
    this.arrange = document.getElementById('arrange');
    this.arrange.addEventListener('click', () => this.setArranging(this.arrange.ariaPressed !== 'true'));
    this.doer = doer;
    this.rows = new Map();
  }

  /** Show the lines of a view; `touched` names those whose price or stock moved, or that others changed. */
  show(view, touched) {
    const present = view.lines.filter(({ quantity }) => quantity > 0);
    this.drop(new Set(present.map(({ id }) => id)));
    this.present = present;
    this.arrange.hidden = present.length < 2;
    if (present.length < 2) this.setArranging(false);
    this.name();
    const focused = document.activeElement;
    present.forEach((line, place) => {
      const row = this.rows.get(line.id) ?? this.make(line.id);
      row.show(line, view);
      if (touched.has(line.id)) row.tint();
      if (this.list.children[place] !== row.node) this.list.insertBefore(row.node, this.list.children[place] ?? null);
      row.showPlace(place, present.length);
    });
    if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true }); // it was moved
  }

  /** Write the fixed texts again, in the language now in use. */
  translate() {
    for (const row of this.rows.values()) fill(row.node);
  }

  // While it is put in order a line shows where it stands, and arrows instead of what changes its quantity.
  setArranging(on) {
    this.arrange.ariaPressed = String(on);
    this.list.toggleAttribute('data-arranging', on);
    if (on) for (const row of this.rows.values()) row.close();
    this.name();
  }

  name() {
    const on = this.arrange.ariaPressed === 'true';
    this.arrange.lastElementChild.textContent = say(on ? 'bar.close' : 'list.arrange');
  }

  // One place up (-1) or down (1): in front of whom it then stands.
  move(line, step) {
    const others = this.present.filter(({ id }) => id !== line.id);
    const place = this.present.findIndex(({ id }) => id === line.id) + step;
    if (place >= 0 && place <= others.length) this.doer.move(line, others[place]?.id ?? '', place + 1);
  }

  make(id) {
    const row = new Row(this.doer, (line, step) => this.move(line, step));
    this.rows.set(id, row);
    return row;
  }

  drop(stay) {
    for (const [id, row] of this.rows) {
      if (stay.has(id)) continue;
      const next = row.node.nextElementSibling ?? row.node.previousElementSibling;
      const focused = row.node.contains(document.activeElement);
      row.node.remove();
      this.rows.delete(id);
      if (focused) (next?.querySelector('.open') ?? this.list).focus({ preventScroll: true });
    }
  }
}

class Row {
  constructor(doer, move) {
    this.node = template.content.firstElementChild.cloneNode(true);
    this.open = part(this.node, '.open');
    this.detail = part(this.node, '.detail');
    this.field = part(this.node, 'textarea');
    this.base = '';
    this.wishes = [...this.node.querySelectorAll('[data-wish]')];
    fill(this.node);
    this.listen(doer);
    part(this.node, '.up').addEventListener('click', () => this.step(() => move(this.line, -1)));
    part(this.node, '.down').addEventListener('click', () => this.step(() => move(this.line, 1)));
  }

  listen(doer) {
    part(this.node, '.add').addEventListener('click', () => this.step(() => doer.adjust(this.line, 1)));
    part(this.node, '.less').addEventListener('click', () => this.step(() => (
      this.line.quantity > 1 ? doer.adjust(this.line, -1) : doer.remove(this.line))));
    part(this.node, '.about').addEventListener('click', () => doer.ask(this.line));
    part(this.node, '.all').addEventListener('click', () => doer.remove(this.line));
    for (const button of this.wishes) {
      button.addEventListener('click', () => doer.want(this.line, button.ariaPressed === 'true' ? '' : button.dataset.wish));
    }
    this.open.addEventListener('click', () => this.toggle());
    this.save = () => {
      const text = this.field.value.trim();
      if (text !== this.base) doer.note(this.line, text, this.base);
      this.base = text;
    };
    part(this.node, '.noting').addEventListener('submit', (event) => { event.preventDefault(); this.save(); });
  }

  // Stepper and arrows stay under the thumb, also when the words above take another line, or the line another place.
  step(work) {
    const top = () => part(this.node, '.foot').getBoundingClientRect().bottom;
    const before = top();
    work();
    if (this.node.isConnected) scrollBy({ top: top() - before, behavior: 'instant' });
  }

  toggle() {
    if (!this.detail.hidden) this.save();
    this.detail.hidden = !this.detail.hidden;
    this.open.setAttribute('aria-expanded', String(!this.detail.hidden));
    this.showLarge();
  }

  close() {
    if (!this.detail.hidden) this.toggle();
  }

  showPlace(place, all) {
    const name = this.line.name || say('line.gone');
    for (const [way, end] of [['up', 0], ['down', all - 1]]) {
      const button = part(this.node, `.${way}`);
      button.setAttribute('aria-label', say(`line.${way}`, name));
      button.setAttribute('aria-disabled', String(place === end));
    }
  }

  show(line, view) {
    this.line = line;
    write(this.open, line.name || say('line.gone'));
    write(part(this.node, '.options'), line.options.join(', '));
    write(part(this.node, '.dimensions'), line.dimensions);
    this.showPicture(line);
    this.showPrice(line, view);
    this.showStock(line, view);
    this.showFate(line, view);
    this.showWish(line);
    this.showNote(line);
    showOf(part(this.node, '.thread'), line, view);
    this.showStepper(line);
    this.showDetail(line);
    write(part(this.detail, '.helped'), helpers(line, view));
    const by = part(this.node, '.by');
    by.dataset.kind = view.actors[line.by]?.kind ?? 'shop';
    write(by.firstElementChild, badge(line.by, view));
    write(by.lastElementChild, addedBy(line.by, view));
  }

  showPicture(line) {
    const image = part(this.node, '.photo img');
    image.parentNode.classList.toggle('none', !line.picture);
    if (line.picture) setSource(image, line.picture.small);
  }

  showPrice(line, view) {
    const node = part(this.node, '.price');
    const amount = (minor) => money(minor, view.currency, view.digits);
    const { price, quantity } = line;
    node.classList.toggle('lower', Boolean(price?.was));
    write(part(node, 'strong'), price ? amount(price.amount * quantity) : say('line.no_price'));
    write(part(node, 's'), price?.was ? amount(price.was * quantity) : '');
    write(part(node, '.each'), price && quantity > 1 ? say('line.each', amount(price.amount)) : '');
  }

  showStock({ stock, quantity }, view) {
    const node = part(this.node, '.stock');
    node.hidden = !stock;
    if (!stock) return;
    const counted = typeof stock.count === 'number';
    const short = counted && (stock.state === 'there' || stock.state === 'low') && stock.count < quantity;
    const state = short ? 'low' : stock.state;
    node.dataset.state = state;
    part(node, 'use').setAttribute('href', `#i-stock-${state}`);
    const words = short ? say('stock.short', stock.count, view.store, quantity)
      : state === 'none' || state === 'unknown' ? say(`stock.${state}`, view.store)
        : counted ? say(`stock.${state}`, stock.count, view.store) : say(`stock.${state}_some`, view.store);
    write(part(node, 'span > span'), words);
    write(part(node, '.age'), stock.as_of ? `·\u00a0${say('stock.age', time(stock.as_of))}` : '');
  }

  // What became of it in the store: bought, in hand, not found.
  showFate(line, view) {
    const node = part(this.node, '.fate');
    const order = view.orders.find(({ lines }) => lines[line.id]);
    const state = line.bought ? 'bought' : order?.lines[line.id] ?? 'open';
    const words = state === 'bought' && line.bought < line.quantity
      ? say('fate.some_bought', line.bought, line.quantity) : FATES[state] && say(FATES[state]);
    node.hidden = !words;
    node.dataset.state = state;
    write(part(node, 'span'), words || '');
  }

  // How much it is wanted; what a newer hub may know besides is passed over.
  showWish({ priority }) {
    const node = part(this.node, '.wish');
    const words = WISHES[priority] && say(WISHES[priority]);
    node.hidden = !words;
    write(node, words || '');
    for (const button of this.wishes) button.ariaPressed = String(button.dataset.wish === priority);
  }

  showNote(line) {
    const node = part(this.node, '.noted');
    node.hidden = !line.note;
    write(part(node, 'span'), line.note);
    const writing = !this.detail.hidden && this.field.value.trim() !== this.base;
    if (writing) return;
    this.base = line.note;
    this.field.value = line.note;
  }

  showStepper(line) {
    const name = line.name || say('line.gone');
    const stepper = part(this.node, '.stepper');
    const last = line.quantity === 1;
    stepper.toggleAttribute('data-last', last);
    stepper.setAttribute('aria-label', say('line.quantity', name));
    part(stepper, '.less').setAttribute('aria-label', say(last ? 'line.remove' : 'line.less', name));
    part(stepper, '.add').setAttribute('aria-label', say('line.add', name));
    write(part(stepper, 'output'), String(line.quantity));
  }

  showDetail(line) {
    const sized = line.dimensions && `${say('line.size_hint')}: ${line.dimensions}`;
    const until = line.price?.until && say('line.until', day(line.price.until));
    write(part(this.detail, '.description'), line.description);
    write(part(this.detail, '.size'), sized || '');
    write(part(this.detail, '.until'), until || '');
    const facts = part(this.detail, '.facts');
    if (facts.dataset.of !== String(line.details)) {
      facts.dataset.of = String(line.details);
      facts.replaceChildren(...line.details.map((text) => Object.assign(document.createElement('li'), { textContent: text })));
    }
    part(this.detail, '.large').hidden = !line.picture;
    this.showLarge();
  }

  // Fetched when it is looked at, not before.
  showLarge() {
    const { picture } = this.line;
    if (this.detail.hidden || !picture) return;
    const image = part(this.detail, '.large');
    image.srcset = `${new URL(picture.large, here)} 400w, ${new URL(picture.full, here)} ${picture.width}w`;
    image.sizes = '(min-width: 900px) 320px, 100vw';
    image.alt = picture.alt || this.line.name;
  }

  tint() {
    this.node.classList.remove('changed');
    void this.node.offsetWidth; // starts the animation again
    this.node.classList.add('changed');
  }
}

function setSource(image, address) {
  const wanted = new URL(address, here).href;
  if (image.src !== wanted) image.src = wanted;
}
