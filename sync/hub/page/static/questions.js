// Questions to the store and their answers: one sheet for all of them, and each beside the line it is about.

import { badge, who } from './people.js';
import { say, time } from './texts.js';
import { tell } from './toast.js';

const by = (id) => document.getElementById(id);
let about = null;
let takeBack = () => {};

/**
 * Make asking and calling work.
 * @param {object} doer `ask(text, line)`, `takeBack(question)`, `call(place, topic)`.
 */
export function listen(doer) {
  takeBack = doer.takeBack;
  by('ask').addEventListener('click', () => open(null));
  by('ask-close').addEventListener('click', () => by('ask-sheet').close());
  by('ask-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = by('ask-text').value.trim();
    if (!text) { by('ask-text').focus(); return; }
    by('ask-text').value = '';
    by('ask-sheet').close();
    doer.ask(text, about?.id ?? '');
    tell(say('ask.sent'));
  });
  by('call').addEventListener('click', () => by('call-sheet').showModal());
  by('call-close').addEventListener('click', () => by('call-sheet').close());
  by('call-form').addEventListener('submit', (event) => {
    event.preventDefault();
    by('call-sheet').close();
    doer.call(by('call-place').value.trim(), by('call-topic').value.trim());
    tell(say('call.sent'));
  });
}

/** Ask about a line, or (null) about the list. */
export function open(line) {
  about = line;
  by('ask-about').textContent = line ? say('ask.about', line.name || say('line.gone')) : say('ask.hint');
  by('ask-sheet').showModal();
  by('ask-text').focus();
}

/** Show every question of a view in the sheet, the newest first. */
export function show(view) {
  write(by('thread'), [...view.questions].reverse(), view);
  by('call').hidden = Boolean(view.help);
}

/** Show the questions about one line. */
export function showOf(list, line, view) {
  const own = view.questions.filter((question) => question.line === line.id);
  list.hidden = !own.length;
  write(list, own, view);
}

function write(list, questions, view) {
  const shown = JSON.stringify([questions, view.actors, view.language, view.me]);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(...questions.map((question) => item(question, view)));
}

function item(question, view) {
  const node = by('question').content.firstElementChild.cloneNode(true);
  const [asked, askedBy, answer, answeredBy, unask] = node.children;
  put(asked, question.by, question.text, view);
  askedBy.textContent = question.by === view.me ? say('ask.you', time(question.at))
    : say('ask.by', who(view.actors[question.by]), time(question.at));
  answer.hidden = !question.answer;
  unask.hidden = Boolean(question.answer);
  unask.textContent = say('ask.take_back');
  unask.setAttribute('aria-label', `${say('ask.take_back')}: ${question.text}`);
  unask.addEventListener('click', () => takeBack(question.id));
  if (question.answer) {
    put(answer, question.answered_by, question.answer, view);
    const actor = view.actors[question.answered_by];
    const person = actor?.place ? say('who.place', who(actor), actor.place) : who(actor);
    answeredBy.textContent = say('ask.by', person, time(question.answered_at));
  } else {
    answeredBy.textContent = say('ask.open');
  }
  return node;
}

function put(node, actor, text, view) {
  node.dataset.kind = view.actors[actor]?.kind ?? 'shop';
  node.firstElementChild.textContent = badge(actor, view);
  node.lastElementChild.textContent = text;
}

/** The answer that is new between two views, as a sentence; '' when there is none. */
export function news(before, view) {
  const known = new Map(before.questions.map(({ id, answer }) => [id, answer]));
  const fresh = view.questions.find(({ id, answer, answered_by: actor }) =>
    answer && actor !== view.me && known.get(id) !== answer);
  return fresh ? say('ask.answered', who(view.actors[fresh.answered_by]), fresh.answer) : '';
}
