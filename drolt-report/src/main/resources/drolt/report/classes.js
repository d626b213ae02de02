// The table of classes, the weakest ones in words, and the card of the class that is chosen.
const EXAMPLES = 4;
const WEAKEST = 10;
const columns = [
  { name: 'class', text: true, value: label => named(label) },
  { name: 'images', value: label => data.classes[label].images },
  { name: 'shot', text: true, value: label => data.classes[label].shot },
  { name: 'accuracy', value: label => arm().recall[label], show: percent },
  { name: 'precision', value: label => arm().precision[label], show: percent },
  { name: 'radius', value: label => arm().radii[label] ?? null, show: decimals },
  { name: 'most often taken for', text: true, value: label => arm().confusedWith[label] === null ? ''
    : named(arm().confusedWith[label]) + ' (' + arm().confusions[label] + ' of ' + data.classes[label].samples + ')' },
];
const order = { column: 1, descending: true, page: 0 };
const search = document.getElementById('search');
const pageSize = document.getElementById('page-size');

function shownColumns() {
  return data.arms.some(one => one.radii.length > 0) ? columns : columns.filter(column => column.name !== 'radius');
}

function matching() {
  const words = search.value.trim().toLowerCase();
  const column = shownColumns()[order.column];
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
  const headings = shownColumns().map((column, index) => {
    const button = element('button', { type: 'button' }, column.name);
    button.addEventListener('click', () => {
      order.descending = order.column === index ? !order.descending : !column.text;
      Object.assign(order, { column: index, page: 0 });
      drawTable();
    });
    return element('th', { scope: 'col', className: column.text ? '' : 'number' }, button);
  });
  if (data.sample && data.sample.columns > 0) headings.push(element('th', { scope: 'col' }, 'examples'));
  document.querySelector('#class-table thead tr').replaceChildren(...headings);
}

function drawTable() {
  document.querySelectorAll('#class-table thead th').forEach((heading, index) => {
    if (index < shownColumns().length) {
      heading.setAttribute('aria-sort',
        index !== order.column ? 'none' : order.descending ? 'descending' : 'ascending');
    }
  });
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
  shownColumns().forEach((column, index) => {
    const value = column.value(label);
    const shown = column.show ? column.show(value) : String(value);
    row.append(index === 0
      ? element('th', { scope: 'row' }, classButton(label))
      : element('td', { className: column.text ? '' : 'number' }, shown));
  });
  const pictures = examples(label, EXAMPLES);
  if (pictures) row.append(element('td', {}, pictures));
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
  card.replaceChildren(element('h3', {}, named(label)), element('p', {}, 'Rank ' + (rankOf[label] + 1) + weakness(label)),
    element('p', { className: 'muted' }, 'Accuracy by arm, %: ' + accuracies));
  const pictures = examples(label, 30);
  if (pictures) {
    pictures.className = 'large';
    card.append(pictures);
  }
  card.append(close);
}

function choose(label) {
  chosen.label = label;
  drawChosen();
  drawTable();
  drawAll();
}

search.addEventListener('input', () => { order.page = 0; drawTable(); });
pageSize.addEventListener('change', () => { order.page = 0; drawTable(); });
document.getElementById('previous').addEventListener('click', () => { order.page -= 1; drawTable(); });
document.getElementById('next').addEventListener('click', () => { order.page += 1; drawTable(); });
