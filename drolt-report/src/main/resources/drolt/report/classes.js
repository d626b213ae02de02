// The table of classes, the weakest ones in words, and the card of the class that is chosen.
const EXAMPLES = 4;
const FEW_EXAMPLES = 3;
const WEAKEST = 10;
/** What a phone's width is; paper is none, however it is turned. */
const narrow = matchMedia('screen and (max-width: 40rem)');
const columns = [
  { name: 'class', text: true, value: label => named(label) },
  { name: 'images', value: label => data.classes[label].images },
  { name: 'shot', text: true, value: label => data.classes[label].shot },
  { name: 'accuracy', value: label => arm().recall[label], show: percent },
  { name: 'precision', value: label => arm().precision[label], show: percent },
  { name: 'radius', value: label => arm().radii[label] ?? null, show: decimals },
  { name: 'most often taken for', text: true, value: label => arm().confusedWith[label] === null ? ''
    : named(arm().confusedWith[label]) + ' (' + arm().confusions[label] + ' of ' + data.classes[label].samples + ')' },
  { name: 'examples', value: () => null, cell: label => examples(label, narrow.matches ? FEW_EXAMPLES : EXAMPLES) || '' },
];
const FIRST_ON_A_PHONE = ['class', 'accuracy', 'examples'];
const order = { column: 'images', descending: true, page: 0 };
const search = document.getElementById('search');
const pageSize = document.getElementById('page-size');

/** In the order of the page: on a phone accuracy and pictures come before what is scrolled to. */
function shownColumns() {
  const hasPictures = data.sample && data.sample.columns > 0;
  const hasRadii = data.arms.some(one => one.radii.length > 0);
  const shown = columns.filter(({ name }) => (name !== 'radius' || hasRadii) && (name !== 'examples' || hasPictures));
  const early = column => FIRST_ON_A_PHONE.includes(column.name);
  return narrow.matches
    ? FIRST_ON_A_PHONE.flatMap(name => shown.filter(column => column.name === name)).concat(shown.filter(column => !early(column)))
    : shown;
}

function matching() {
  const words = search.value.trim().toLowerCase();
  const column = columns.find(({ name }) => name === order.column);
  const sign = order.descending ? -1 : 1;
  const compared = (one, other) => {
    const a = column.value(one), b = column.value(other);
    if (a === null || b === null) return (a === null) - (b === null);
    return sign * (column.text ? a.localeCompare(b) : a - b) || rankOf[one] - rankOf[other];
  };
  return data.ranks
    .filter(label => named(label).toLowerCase().includes(words) || data.classes[label].shot === words)
    .sort(compared);
}

function drawHeadings() {
  const headings = shownColumns().map(column => {
    if (column.cell) return element('th', { scope: 'col' }, column.name);
    const button = element('button', { type: 'button' }, column.name);
    button.addEventListener('click', () => {
      order.descending = order.column === column.name ? !order.descending : !column.text;
      Object.assign(order, { column: column.name, page: 0 });
      drawTable();
    });
    const heading = element('th', { scope: 'col', className: column.text ? '' : 'number' }, button);
    heading.dataset.column = column.name;
    return heading;
  });
  document.querySelector('#class-table thead tr').replaceChildren(...headings);
}

function drawTable() {
  document.querySelectorAll('#class-table thead th[data-column]').forEach(heading => heading.setAttribute('aria-sort',
    heading.dataset.column !== order.column ? 'none' : order.descending ? 'descending' : 'ascending'));
  const found = matching();
  const size = Number(pageSize.value);
  const pages = Math.max(1, Math.ceil(found.length / size));
  order.page = Math.min(order.page, pages - 1);
  const rows = found.slice(order.page * size, (order.page + 1) * size).map(classRow);
  document.querySelector('#class-table tbody').replaceChildren(...rows);
  document.getElementById('page-text').textContent =
    found.length + (found.length === 1 ? ' class' : ' classes') + ', page ' + (order.page + 1) + ' of ' + pages;
  document.getElementById('previous').disabled = order.page === 0;
  document.getElementById('next').disabled = order.page === pages - 1;
}

function classRow(label) {
  const row = element('tr', { className: label === chosen.label ? 'chosen' : '' });
  shownColumns().forEach(column => {
    if (column.cell) {
      row.append(element('td', {}, column.cell(label)));
      return;
    }
    const value = column.value(label);
    const shown = column.show ? column.show(value) : String(value);
    row.append(column.name === 'class'
      ? element('th', { scope: 'row' }, classButton(label))
      : element('td', { className: column.text ? '' : 'number' }, shown));
  });
  return row;
}

function classButton(label) {
  const button = element('button', { type: 'button', className: 'link' }, named(label));
  button.addEventListener('click', () => choose(label));
  return button;
}

function drawWeakest() {
  const weakest = data.ranks
    .filter(label => arm().recall[label] !== null)
    .sort((one, other) => arm().recall[one] - arm().recall[other] || rankOf[other] - rankOf[one])
    .slice(0, WEAKEST);
  document.getElementById('weak').replaceChildren(...weakest.map(label =>
    element('li', {}, classButton(label), weakness(label))));
}

function weakness(label) {
  const one = data.classes[label];
  const other = arm().confusedWith[label];
  return ': ' + one.images + ' training images (' + one.shot + '), recall ' + percent(arm().recall[label]) + ' %'
    + (other === null ? '' : '; taken for ' + named(other) + ' (' + data.classes[other].images + ' training images) in '
      + arm().confusions[label] + ' of ' + one.samples + ' test images') + '.';
}

function drawChosen() {
  const card = document.getElementById('chosen');
  card.hidden = chosen.label === null;
  if (card.hidden) return;
  const label = chosen.label;
  const close = element('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => choose(null));
  const accuracies = data.arms.map(one => one.name + ' ' + percent(one.recall[label])).join(' \u00b7 ');
  const pictures = examples(label, 30);
  if (pictures) pictures.className = 'large';
  card.replaceChildren(element('h3', {}, named(label)), element('p', {}, 'Accuracy by arm, %: ' + accuracies),
    pictures || '', element('p', { className: 'muted' }, 'Rank ' + (rankOf[label] + 1) + weakness(label)), close);
}

function choose(label) {
  chosen.label = label;
  drawChosen();
  drawTable();
  drawAll();
}

function classRows() {
  const told = shownColumns().filter(column => !column.cell);
  return [told.map(column => column.name)].concat(matching().map(label => told.map(column => column.value(label))));
}

document.querySelector('#classes .controls').append(saveButtons('classes', classRows));
narrow.addEventListener('change', () => { drawHeadings(); drawTable(); });
search.addEventListener('input', () => { order.page = 0; drawTable(); });
pageSize.addEventListener('change', () => { order.page = 0; drawTable(); });
document.getElementById('previous').addEventListener('click', () => { order.page -= 1; drawTable(); });
document.getElementById('next').addEventListener('click', () => { order.page += 1; drawTable(); });
