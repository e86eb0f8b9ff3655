// News from the hub: an event says that something changed, then the list is fetched. The fetch is the truth; a lost
// event costs nothing, because every opening of the stream fetches too.

import * as keep from './keep.js';
import { isClosed } from './problem.js';

const LIST = new URL('list', import.meta.url);
const EVENTS = new URL('events', import.meta.url);
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export class Live {
  /** @param {object} listener `language()` to read in; `news(view)`, `reached()`, `lost()`, `closed()`. */
  constructor(listener) {
    this.listener = listener;
    this.wait = FIRST_WAIT;
    this.stream = null;
    this.timer = 0;
    this.fetching = null;
    this.again = false;
  }

  /** Fetch, and listen from now on; also when it listened already and the phone woke up. */
  open() {
    clearTimeout(this.timer);
    this.fetch();
    this.stream?.close();
    this.stream = new EventSource(EVENTS);
    this.stream.onopen = () => { this.wait = FIRST_WAIT; this.fetch(); };
    this.stream.onmessage = () => this.fetch();
    this.stream.onerror = () => this.retry();
  }

  /** Stop listening. */
  close() {
    clearTimeout(this.timer);
    this.stream?.close();
  }

  /** Fetch the list; of several calls at once the last one is served too, by one more fetch. */
  async fetch() {
    this.again = Boolean(this.fetching);
    if (this.fetching) return this.fetching;
    this.fetching = this.fetchOnce();
    try { await this.fetching; } finally { this.fetching = null; }
    return this.again ? this.fetch() : undefined;
  }

  async fetchOnce() {
    let view;
    try {
      const answer = await fetch(`${LIST}?language=${this.listener.language()}`, { headers: { 'Vetrina-Visitor': keep.visitor() } });
      if (await isClosed(answer)) { this.listener.closed(); return; }
      if (!answer.ok) throw new Error('later');
      view = await answer.json();
    } catch {
      this.listener.lost();
      return;
    }
    // Outside the try: a mistake of the page itself is no lost connection and shall be seen as what it is.
    this.listener.reached();
    this.listener.news(view);
  }

  // The browser's own retry gives up for good when the hub answers 503; this one does not, and fetches meanwhile.
  retry() {
    this.close();
    this.timer = setTimeout(() => this.open(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }
}
