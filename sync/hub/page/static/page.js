// Puts the page together: news and this phone's own changes in, one picture of the list out.

import * as bring from './bring.js';
import { forecast, undoable } from './forecast.js';
import * as head from './head.js';
import * as keep from './keep.js';
import { Lines } from './lines.js';
import { Live } from './live.js';
import { Outbox } from './outbox.js';
import { sentence } from './people.js';
import * as questions from './questions.js';
import * as receipts from './receipts.js';
import * as service from './service.js';
import * as sheets from './sheets.js';
import { fill, say, use } from './texts.js';
import { hide, tell } from './toast.js';

const by = (id) => document.getElementById(id);
const REFUSED = { list_full: 'say.list_full', too_many_questions: 'say.many_questions', answered: 'say.answered' };

class Page {
  constructor() {
    this.view = null;
    this.language = keep.language() || document.documentElement.lang;
    this.ready = false;
    this.lastNews = Date.now();
    this.isLost = false;
    this.isClosed = false;
    this.outbox = new Outbox({
      changed: () => this.paint(),
      answered: (change, result) => this.answered(change, result),
      reached: () => this.reached(),
      lost: () => this.lost(),
      closed: () => this.closed(),
    });
    this.live = new Live({
      language: () => this.language,
      news: (view) => this.news(view),
      reached: () => this.reached(),
      lost: () => this.lost(),
      closed: () => this.closed(),
    });
    this.lines = new Lines(by('lines'), {
      adjust: (line, delta) => this.change({ verb: 'AdjustLine', line: line.id, delta }),
      remove: (line) => this.remove(line),
      move: (line, before, place) => this.move(line, before, place),
      note: (line, note, base) => this.note(line, note, base),
      want: (line, priority) => this.want(line, priority),
      ask: (line) => questions.open(line),
    });
    this.service = new service.Service(by('service'), {
      agree: (order, line, agreed) => this.change({ verb: 'AgreeOffer', order, line, agreed }),
      cancel: (order) => this.change({ verb: 'CancelRequest', order }),
      callOff: () => this.change({ verb: 'CancelHelp' }),
    });
  }

  async start() {
    this.listen();
    this.live.open();
    await this.speak(this.language);
    this.ready = true;
    this.paint();
    this.outbox.send();
  }

  listen() {
    head.listen((title, base) => this.rename(title, base));
    sheets.listen({
      closeLink: () => this.change({ verb: 'CloseLink' }),
      setLanguage: (tag) => this.switchTo(tag),
      named: () => this.paint(),
    });
    questions.listen({
      takeBack: (question) => this.takeBack(question),
      ask: (text, line) => this.change({ verb: 'AskQuestion', text, line }),
      call: (place, topic) => this.change({ verb: 'CallHelp', place, topic }),
    });
    bring.listen((lines, place) => this.change({ verb: 'RequestPreparation', lines, place }));
    by('undo').addEventListener('click', () => this.undoNewest());
    by('share').addEventListener('click', () => share());
    addEventListener('online', () => this.wake());
    addEventListener('pageshow', (event) => { if (event.persisted) this.wake(); });
    addEventListener('pagehide', () => this.live.close());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.wake(); });
    new ResizeObserver(([{ target }]) =>
      document.documentElement.style.setProperty('--bar', `${target.offsetHeight}px`)).observe(document.querySelector('.bar'));
  }

  /** The phone was put away or was without network: ask for news and send what waits. */
  wake() {
    if (this.isClosed) return;
    this.live.open();
    this.outbox.send();
  }

  async speak(tag) {
    await use(tag);
    document.documentElement.lang = tag;
    fill(document);
    this.lines.translate();
    this.service.translate();
  }

  async switchTo(tag) {
    try {
      await this.speak(tag);
    } catch {
      this.lost();
      return;
    }
    this.language = tag;
    keep.setLanguage(tag);
    this.paint();
    this.live.fetch();
  }

  // In: what the hub says.

  news(view) {
    const before = this.view;
    if (before && before.language === view.language && view.seq < before.seq) return;
    this.view = view;
    this.outbox.settle(view.seq);
    this.paint(before ? moved(before, view) : new Set());
    if (before && this.ready) this.tellOthers(before, view);
  }

  answered({ args }, { status, reason }) {
    if (status === 'applied') {
      if (args.verb === 'CloseLink') this.closed();
      else this.live.fetch();
      return;
    }
    this.service.forgive();
    if (reason !== 'nothing_to_undo') tell(say(REFUSED[reason] ?? 'say.rejected'));
    this.paint();
    this.live.fetch();
  }

  reached() {
    this.lastNews = Date.now();
    if (!this.isLost) return;
    this.isLost = false;
    this.outbox.send();
    this.paintNote();
  }

  lost() {
    this.isLost = true;
    this.paintNote();
  }

  async closed() {
    if (!this.ready) await this.speak(this.language);
    this.isClosed = true;
    this.live.close();
    this.outbox.clear();
    hide();
    for (const id of ['shell', 'wait', 'store']) by(id).hidden = true;
    by('closed').hidden = false;
    document.title = say('closed.title');
    by('status').textContent = say('closed.title');
  }

  // Out: what this phone does.

  change(args) {
    return this.outbox.add(args, this.view.seq);
  }

  remove(line) {
    const id = this.change({ verb: 'AdjustLine', line: line.id, delta: -line.quantity });
    tell(say('say.removed', line.name || say('line.gone')), () => this.undo(id));
  }

  move(line, before, place) {
    const id = this.change({ verb: 'MoveLine', line: line.id, before });
    tell(say('say.moved', line.name || say('line.gone'), place), () => this.undo(id));
  }

  note(line, note, base) {
    const id = this.change({ verb: 'SetNote', line: line.id, note, base });
    tell(say('say.saved'), () => this.undo(id));
  }

  want(line, priority) {
    const id = this.change({ verb: 'SetPriority', line: line.id, priority, base: line.priority });
    tell(say('say.saved_wish'), () => this.undo(id));
  }

  takeBack(question) {
    const id = this.change({ verb: 'TakeBackQuestion', question });
    tell(say('ask.taken_back'), () => this.undo(id));
  }

  rename(title, base) {
    const id = this.change({ verb: 'RenameList', title, base });
    tell(say('say.renamed'), () => this.undo(id));
  }

  undo(op) {
    this.change({ verb: 'Undo', op });
    tell(say('say.undone'));
  }

  undoNewest() {
    const op = this.undoable();
    if (op) this.undo(op);
  }

  undoable() {
    return undoable(this.view, this.outbox.ahead(this.view.seq));
  }

  // On screen.

  paint(touched = new Set()) {
    if (!this.ready || !this.view || this.isClosed) return;
    const view = forecast(this.view, this.outbox.ahead(this.view.seq));
    by('wait').hidden = true;
    by('shell').hidden = false;
    head.show(view);
    this.lines.show(view, touched);
    this.service.show(view);
    questions.show(view);
    bring.show(view);
    receipts.show(view);
    sheets.show(view, this.language);
    by('undo').setAttribute('aria-disabled', String(!this.undoable()));
    this.paintNote();
  }

  paintNote() {
    if (this.ready && this.view) head.offline(this.isLost ? this.lastNews : 0, this.outbox.waiting > 0);
  }

  tellOthers(before, view) {
    const store = questions.news(before, view) || service.news(before, view);
    if (store) { tell(store); return; }
    const known = new Set(before.changes.map(({ op }) => op));
    const news = view.changes.filter(({ op, by: who }) => !known.has(op) && who !== view.me);
    const last = news.at(-1);
    if (!last) return;
    const canUndo = last.verb !== 'Undo' && !last.undone;
    tell(sentence(last, view), canUndo ? () => this.undo(last.op) : null);
  }
}

/** The lines that others changed, or whose price or stock moved, between two views. */
function moved(before, view) {
  const old = new Map(before.lines.map((line) => [line.id, line]));
  const known = new Set(before.changes.map(({ op }) => op));
  const byOthers = new Set(
    view.changes.filter(({ op, by: who }) => !known.has(op) && who !== view.me).map(({ line }) => line));
  const facts = ({ price, stock }) => JSON.stringify([price, stock?.count, stock?.state]);
  return new Set(view.lines.filter((line) =>
    byOthers.has(line.id) || (old.has(line.id) && facts(old.get(line.id)) !== facts(line))).map(({ id }) => id));
}

async function share() {
  const link = { title: document.title, text: say('share.text'), url: location.href };
  if (navigator.share) {
    navigator.share(link).catch(() => {}); // turned away by the person: nothing to say
    return;
  }
  try {
    await navigator.clipboard.writeText(link.url);
    tell(say('share.copied'));
  } catch {
    prompt(say('share.copy'), link.url); // no clipboard without TLS
  }
}

new Page().start().catch(() => {
  const wait = by('wait');
  wait.textContent = wait.dataset.error;
});
