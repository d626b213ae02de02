// Numbers and pictures as files: made in the page, asked for nowhere.
function csvField(value) {
  const text = value === null || value === undefined ? '' : String(value);
  return text === text.trim() && !/[,"\n\r]/.test(text) ? text : '"' + text.replaceAll('"', '""') + '"';
}

const csv = rows => rows.map(row => row.map(csvField).join(',') + '\n').join('');

function save(name, ending, blob) {
  const title = document.querySelector('h1').textContent.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const link = element('a', { href: URL.createObjectURL(blob), download: title + '-' + name + '.' + ending });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** Buttons that save a table and, where there is one, the picture of a chart. */
function saveButtons(name, table, image) {
  const csvButton = element('button', { type: 'button', className: 'save', title: 'Save the numbers' }, 'CSV');
  csvButton.addEventListener('click', () => save(name, 'csv', new Blob([csv(table())], { type: 'text/csv' })));
  const tools = element('div', { className: 'tools' }, csvButton);
  if (image) {
    const pngButton = element('button', { type: 'button', className: 'save', title: 'Save the picture' }, 'PNG');
    pngButton.addEventListener('click', () => image().then(blob => save(name, 'png', blob)));
    tools.append(pngButton);
  }
  for (const button of tools.children) button.setAttribute('aria-label', button.textContent + ' of ' + name);
  return tools;
}
