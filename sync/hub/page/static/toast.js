// A short sentence above the bar, spoken too, with a way back when there is one. It stays while it is touched.

const STAYS = 6000;
const node = document.getElementById('toast');
const status = document.getElementById('status');
const [sentence, button] = [node.querySelector('span'), node.querySelector('button')];
let timer = 0;
let back = null;

button.addEventListener('click', () => { const undo = back; hide(); undo?.(); });
for (const event of ['pointerenter', 'focusin']) node.addEventListener(event, () => clearTimeout(timer));
for (const event of ['pointerleave', 'focusout']) node.addEventListener(event, start);

/** Say something; `undo`, when given, is what the button does. */
export function tell(text, undo = null) {
  back = undo;
  sentence.textContent = text;
  status.textContent = text;
  button.hidden = !undo;
  node.hidden = false;
  start();
}

/** Take it away. */
export function hide() {
  clearTimeout(timer);
  back = null;
  node.hidden = true;
}

function start() {
  clearTimeout(timer);
  timer = setTimeout(hide, STAYS);
}
