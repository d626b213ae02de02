'use strict';
// What all parts share: the data, what is chosen, small makers of elements.
const data = JSON.parse(document.getElementById('data').textContent);
const chosen = { arm: data.shown, label: null };
const rankOf = [];
data.ranks.forEach((label, rank) => { rankOf[label] = rank; });

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const arm = () => data.arms[chosen.arm];
const percent = value => value === null ? '-' : (100 * value).toFixed(1);
const decimals = value => value === undefined || value === null ? '-' : value.toFixed(3);
const named = label => data.classes[label].name;

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** A picture of the sample, by its position there; null where there are none. */
function picture(position, text) {
  if (!data.sample || data.sample.columns === 0) return null;
  const { columns, rows } = data.sample;
  const made = element('span', { className: 'thumb', title: text });
  made.setAttribute('role', 'img');
  made.setAttribute('aria-label', text);
  const style = { columns, rows, column: position % columns, row: Math.floor(position / columns) };
  for (const [name, value] of Object.entries(style)) made.style.setProperty('--' + name, value);
  return made;
}

const sampled = data.classes.map(() => []);
if (data.sample) data.sample.labels.forEach((label, position) => sampled[label].push(position));

function pictureText(position) {
  const predicted = arm().predicted[position];
  const right = predicted === data.sample.labels[position];
  return (right ? 'recognised' : 'taken for ' + named(predicted)) + ', ' + arm().confidence[position] + ' % sure';
}

/** Examples of a class in two rows, right and wrong predictions; null where there are none. */
function examples(label, most) {
  if (!data.sample || data.sample.columns === 0 || arm().predicted.length === 0) return null;
  const isRight = position => arm().predicted[position] === label;
  const row = (title, positions) => element('div', { className: 'pictures' },
    element('span', { className: 'muted' }, title),
    ...(positions.length === 0 ? ['none shown'] : positions.slice(0, most).map(at => picture(at, pictureText(at)))));
  return element('div', {},
    row('right', sampled[label].filter(isRight)), row('wrong', sampled[label].filter(at => !isRight(at))));
}
