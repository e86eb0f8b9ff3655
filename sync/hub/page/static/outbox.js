// Changes on their way to the hub, one after the other. Each keeps its id until it is answered, so that sending it
// again after a lost connection does it once.

import * as keep from './keep.js';
import { isClosed } from './problem.js';

const here = new URL('ops', import.meta.url);
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

export class Outbox {
  /**
   * @param {object} listener `changed()` when the queue changed, `answered(result)` for each decision,
   *   `reached()` and `lost()` as the hub answers or does not, `closed()` when the link is no longer open.
   */
  constructor(listener) {
    this.listener = listener;
    this.queue = keep.pending();
    this.done = new Set(); // ids this tab is through with, so that saving does not bring them back
    this.wait = FIRST_WAIT;
    this.timer = 0;
    this.sending = false;
  }

  /** Changes that the view of sequence number `seq` does not hold yet. */
  ahead(seq) {
    return this.queue.filter((change) => !(change.seq <= seq));
  }

  /** How many are not answered yet. */
  get waiting() {
    return this.queue.filter((change) => !change.seq).length;
  }

  /** Queue a change made on top of a view; return its id. */
  add(args, base) {
    const id = keep.uuid7();
    this.queue.push({ id, at: new Date().toISOString(), base, args });
    this.save();
    this.listener.changed();
    this.send();
    return id;
  }

  /** Let go of answered changes that a view of `seq` shows. */
  settle(seq) {
    const left = this.ahead(seq);
    if (left.length === this.queue.length) return;
    this.keepOnly(left);
    this.save();
  }

  /** Forget everything, other tabs' changes too: the link is closed. */
  clear() {
    clearTimeout(this.timer);
    this.queue = [];
    keep.setPending([]);
  }

  /** Send what waits. Safe to call at any time. */
  async send() {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    try {
      for (let next = this.next(); next; next = this.next()) {
        if (!await this.offer(next)) return;
      }
    } finally {
      this.sending = false;
    }
  }

  next() {
    return this.queue.find((change) => !change.seq);
  }

  async offer(change) {
    let result;
    try {
      const answer = await post(change);
      if (await isClosed(answer)) { this.listener.closed(); return false; }
      if ([404, 429].includes(answer.status) || answer.status >= 500) throw new Error('later');
      result = answer.ok ? await answer.json() : { status: 'rejected', reason: 'malformed' };
      if (result.status === 'retry') throw new Error('later');
    } catch {
      this.listener.lost();
      this.later();
      return false;
    }
    this.take(change, result);
    return true;
  }

  take(change, result) {
    this.wait = FIRST_WAIT;
    if (result.status === 'applied') change.seq = result.seq;
    else this.keepOnly(this.queue.filter(({ id }) => id !== change.id));
    this.save();
    this.listener.reached();
    this.listener.answered(change, result);
  }

  later() {
    this.timer = setTimeout(() => this.send(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  keepOnly(left) {
    for (const change of this.queue) if (!left.includes(change)) this.done.add(change.id);
    this.queue = left;
  }

  save() {
    keep.mergePending(this.queue, this.done);
  }
}

function post({ id, at, base, args }) {
  return fetch(here, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, at, base, args, visitor: keep.visitor(), name: keep.name() }),
  });
}
