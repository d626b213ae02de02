'use strict';
(() => {
  const $ = id => document.getElementById(id);
  const runs = new Map();
  const rows = new Map();
  const chosen = new Map(); // name of the run -> number of its colour
  const curves = new Map(); // name of the run -> {key, epochs, skipped}
  const kept = JSON.parse(localStorage.getItem('drolt-board') || '{}');
  let sort = kept.sort || { key: 'updated', down: true };
  let pristine = true;

  const STATUS = {
    TRAINING: ['training', 'work'], MEASURING: ['measuring', 'work'], FINISHED: ['finished', 'good'],
    INTERRUPTED: ['interrupted', 'warn'], DIVERGED: ['diverged', 'bad'], FAILED: ['failed', 'bad'],
    BROKEN_OFF: ['broken off', 'bad'], UNKNOWN: ['not finished', 'warn']
  };
  const active = run => run.status === 'TRAINING' || run.status === 'MEASURING';
  const best = run => run.arms.reduce((top, arm) => !top || arm.accuracy > top.accuracy ? arm : top, null);
  const ofBest = key => run => { const arm = best(run); return arm ? arm[key] : null; };
  const COLUMNS = [
    { key: 'pick', label: '', css: 'pick' },
    { key: 'name', label: 'run', css: 'run', value: run => run.name },
    { key: 'status', label: 'status', css: 'state', value: run => STATUS[run.status][0] },
    { key: 'progress', label: 'progress', css: 'stage', value: run => run.progress },
    { key: 'left', label: 'left', css: 'number', value: run => run.secondsLeft },
    { key: 'accuracy', label: 'accuracy', css: 'number', value: ofBest('accuracy'), down: true },
    { key: 'many', label: 'many', css: 'number', value: ofBest('many'), down: true },
    { key: 'med', label: 'med', css: 'number', value: ofBest('med'), down: true },
    { key: 'few', label: 'few', css: 'number', value: ofBest('few'), down: true },
    { key: 'updated', label: 'last sign', css: 'when', value: run => Date.parse(run.updated), down: true },
    { key: 'report', label: 'report', css: 'report', value: run => run.report ? 1 : 0, down: true }
  ];

  const keep = () => { try { localStorage.setItem('drolt-board', JSON.stringify({ sort, theme: $('theme').value })); } catch (full) { /* then not */ } };
  const element = (tag, css, text) => {
    const made = document.createElement(tag);
    if (css) { made.className = css; }
    if (text !== undefined) { made.textContent = text; }
    return made;
  };
  const percent = value => value === null || value === undefined ? '' : (100 * value).toFixed(1);
  const duration = seconds => seconds === null || seconds === undefined ? ''
    : seconds < 90 ? Math.round(seconds) + ' s' : seconds < 5400 ? Math.round(seconds / 60) + ' min'
    : seconds < 172800 ? (seconds / 3600).toFixed(1) + ' h' : (seconds / 86400).toFixed(1) + ' d';
  const when = text => {
    const time = new Date(text);
    return time.getTime() === 0 ? '' : time.toDateString() === new Date().toDateString()
      ? time.toTimeString().slice(0, 8) : time.toISOString().slice(0, 10);
  };

  /* ---- the list ---- */
  function head() {
    const line = document.querySelector('#runs thead tr');
    COLUMNS.forEach(column => {
      const cell = element('th', column.css);
      cell.scope = 'col';
      if (column.value) {
        const button = element('button', '', column.label);
        button.type = 'button';
        button.addEventListener('click', () => sortBy(column.key, sort.key === column.key ? !sort.down : !!column.down));
        cell.append(button);
        const option = element('option', '', column.label);
        option.value = column.key;
        $('sort').append(option);
      } else {
        cell.append(element('span', 'hidden', 'draw'));
      }
      line.append(cell);
      column.head = cell;
    });
    $('sort').addEventListener('change', () => sortBy($('sort').value, !!COLUMNS.find(c => c.key === $('sort').value).down));
  }

  function sortBy(key, down) {
    sort = { key, down };
    keep();
    list();
  }

  function row(run) {
    let line = rows.get(run.name);
    if (!line) {
      line = document.createElement('tr');
      COLUMNS.forEach(column => {
        const cell = element('td', column.css);
        if (['number', 'when'].includes(column.css)) { cell.dataset.label = column.label; }
        line.append(cell);
      });
      const box = element('input');
      box.type = 'checkbox';
      box.setAttribute('aria-label', 'draw ' + run.name);
      box.addEventListener('change', () => choose(run.name, box.checked));
      line.cells[0].append(box);
      rows.set(run.name, line);
    }
    if (line.shown !== run) {
      line.shown = run;
      fill(line.cells, run);
    }
    const colour = chosen.get(run.name);
    line.className = colour === undefined ? '' : 'chosen';
    line.cells[0].firstChild.checked = colour !== undefined;
    line.cells[1].querySelector('.swatch').hidden = colour === undefined;
    line.cells[1].querySelector('.swatch').style.background = colour === undefined ? '' : Charts.colour(colour);
    return line;
  }

  function fill(cells, run) {
    const [word, tone] = STATUS[run.status];
    const name = element('span', 'name', run.name);
    cells[1].replaceChildren(element('span', 'swatch'), name, element('small', '', run.recipe + ', ' + run.dataset + ', seed ' + run.seed));
    cells[2].replaceChildren(element('span', 'badge ' + tone, word));
    if (run.testSelected) { cells[2].append(element('small', 'bad', 'epochs selected on TEST')); }
    if (run.note) { cells[2].append(element('small', '', run.note)); }
    cells[3].replaceChildren(...progress(run));
    cells[4].textContent = duration(run.secondsLeft);
    const arm = best(run);
    ['accuracy', 'many', 'med', 'few'].forEach((key, i) => { cells[5 + i].textContent = arm ? percent(arm[key]) : ''; });
    cells[5].title = arm ? arm.name : '';
    if (arm && arm.overClasses) { cells[5].append(element('small', '', 'class means: test set not balanced')); }
    cells[9].textContent = when(run.updated);
    cells[10].replaceChildren();
    if (run.report) {
      const link = element('a', '', 'report');
      link.href = 'runs/' + encodeURIComponent(run.name) + '/report.html';
      link.setAttribute('aria-label', 'report of ' + run.name);
      cells[10].append(link);
    }
  }

  function progress(run) {
    if (run.progress === null || run.status === 'FINISHED') { return []; }
    const where = run.status === 'MEASURING' ? run.stage : 'stage ' + run.position + ' of ' + run.stages + ', ' + run.stage;
    const parts = [element('span', 'where', where)];
    if (run.status !== 'MEASURING' && run.epochs > 0) {
      parts.push(element('small', 'epoch', 'epoch ' + run.epoch + ' of ' + run.epochs
        + (run.loss === null ? '' : ', loss ' + run.loss.toPrecision(3))
        + (run.imagesPerSecond === null ? '' : ', ' + Math.round(run.imagesPerSecond) + ' images/s')));
    }
    const bar = element('progress');
    bar.max = 1;
    bar.value = run.progress;
    bar.setAttribute('aria-label', 'progress of ' + run.name);
    parts.push(bar);
    return parts;
  }

  function fits(run) {
    const text = $('filter').value.trim().toLowerCase();
    const status = $('status').value;
    const right = !status || status === run.status || status === 'active' && active(run)
      || status === 'stopped' && !active(run) && run.status !== 'FINISHED';
    return right && text.split(/\s+/).every(word => (run.name + ' ' + run.recipe + ' ' + run.dataset).toLowerCase().includes(word));
  }

  function list() {
    const column = COLUMNS.find(one => one.key === sort.key) || COLUMNS[1];
    COLUMNS.forEach(one => one.head.setAttribute('aria-sort', one !== column ? 'none' : sort.down ? 'descending' : 'ascending'));
    $('sort').value = column.key;
    const shown = [...runs.values()].filter(fits).sort((a, b) => {
      const x = column.value(a), y = column.value(b);
      const empty = (x === null || x === undefined) - (y === null || y === undefined);
      const order = empty || (typeof x === 'string' ? x.localeCompare(y, undefined, { numeric: true }) : x - y) * (sort.down ? -1 : 1);
      return order || a.name.localeCompare(b.name);
    });
    const body = document.querySelector('#runs tbody');
    const lines = shown.map(row);
    const same = lines.length === body.rows.length && lines.every((line, i) => body.rows[i] === line);
    if (!same) {
      const focused = document.activeElement;
      body.replaceChildren(...lines);
      if (body.contains(focused)) { focused.focus(); }
    }
    const atWork = [...runs.values()].filter(active).length;
    $('count').textContent = shown.length + (shown.length === runs.size ? '' : ' of ' + runs.size) + (runs.size === 1 ? ' run' : ' runs')
      + ', ' + atWork + ' at work';
    document.title = (atWork ? '(' + atWork + ') ' : '') + 'drolt board';
    $('nothing').hidden = shown.length > 0;
    $('nothing').textContent = runs.size ? 'No run fits the filter.' : 'No runs in this folder yet; “drolt train” makes one.';
  }

  /* ---- what is chosen ---- */
  function choose(name, yes) {
    pristine = false;
    if (yes) {
      let free = 0;
      while ([...chosen.values()].includes(free)) { free++; }
      chosen.set(name, free);
    } else {
      chosen.delete(name);
    }
    list();
    details();
  }

  function details() {
    arms();
    difference();
    return Promise.all([...chosen.keys()].map(load)).then(draw);
  }

  async function load(name) {
    const run = runs.get(name);
    const known = curves.get(name);
    if (!run || known && known.key === run.curves) { return; }
    const answer = await fetch('api/runs/' + encodeURIComponent(name) + '/curves');
    if (answer.ok) { curves.set(name, { ...await answer.json(), key: run.curves }); }
  }

  function options(select, values, words) {
    const before = select.value;
    if ([...select.options].map(option => option.value).join('\n') !== values.join('\n')) {
      select.replaceChildren(...values.map(value => {
        const option = element('option', '', words(value));
        option.value = value;
        return option;
      }));
      if (values.includes(before)) { select.value = before; }
    }
  }

  function draw() {
    const drawn = [...chosen].filter(([name]) => curves.has(name))
      .map(([name, colour]) => ({ run: name, colour, ...curves.get(name) }));
    options($('metric'), Charts.metrics(drawn), Charts.words);
    options($('stage'), [''].concat(Charts.stages(drawn)), stage => stage || 'all');
    const shots = [...document.querySelectorAll('#shots input:checked')].map(box => box.value);
    $('shots').hidden = $('metric').value !== 'accuracy';
    const drawing = Charts.draw($('chart'), drawn, $('metric').value, $('stage').value, shots);
    const skipped = drawn.filter(of => of.skipped > 0).map(of => of.run + ': ' + of.skipped + ' damaged lines of metrics.jsonl skipped');
    const empty = chosen.size ? 'No epoch is done yet.' : 'Choose runs in the list to draw them.';
    const said = drawing.missing.concat(skipped.map(line => line + '.'));
    $('curves-note').textContent = said.join(' ') || (drawing.lines ? 'A colour is a run'
      + ($('metric').value === 'accuracy' ? ', a dash a group of classes' : '') + '.' : empty);
  }

  function arms() {
    const body = document.querySelector('#arms tbody');
    body.replaceChildren();
    [...chosen.keys()].map(name => runs.get(name)).filter(run => run).forEach(run => run.arms.forEach(arm => {
      const line = body.insertRow();
      [run.name, arm.name].forEach(text => line.insertCell().textContent = text);
      ['accuracy', 'many', 'med', 'few', 'ncm'].forEach(key => {
        const cell = line.insertCell();
        cell.className = 'number';
        cell.textContent = percent(arm[key]);
      });
    }));
    $('arms-section').hidden = body.rows.length === 0;
  }

  let compared = '';
  async function difference() {
    const pair = [...chosen.keys()].filter(name => runs.has(name));
    const key = pair.join('\n');
    if (key === compared) { return; }
    compared = key;
    $('difference-scroll').hidden = true;
    if (pair.length !== 2) {
      $('difference-note').textContent = 'Choose two runs in the list' + (pair.length > 2 ? ', and no more.' : '.');
      return;
    }
    const answer = await fetch('api/difference?first=' + encodeURIComponent(pair[0]) + '&second=' + encodeURIComponent(pair[1]));
    if (key !== compared) { return; }
    if (!answer.ok) {
      $('difference-note').textContent = 'Cannot be compared: ' + await answer.text();
      return;
    }
    const found = await answer.json();
    $('difference-note').textContent = found.length === 0 ? 'They do not differ.' : found.length + (found.length === 1 ? ' key differs.' : ' keys differ.');
    $('first-run').textContent = pair[0];
    $('second-run').textContent = pair[1];
    const body = document.querySelector('#difference tbody');
    body.replaceChildren();
    found.forEach(line => {
      const made = body.insertRow();
      [line.key, line.first, line.second].forEach(text => made.insertCell().textContent = text === null ? '–' : text);
    });
    $('difference-scroll').hidden = found.length === 0;
  }

  /* ---- what the board says ---- */
  function take(changes) {
    if (changes.all) {
      runs.clear();
      compared = '';
    }
    changes.runs.forEach(run => runs.set(run.name, run));
    changes.removed.forEach(name => runs.delete(name));
    [...rows.keys()].filter(name => !runs.has(name)).forEach(name => { rows.delete(name); curves.delete(name); chosen.delete(name); });
    if (changes.problems) {
      $('problems').replaceChildren(...changes.problems.slice(0, 100).map(line => element('li', '', line)));
      if (changes.problems.length > 100) { $('problems').append(element('li', '', (changes.problems.length - 100) + ' more')); }
      $('problems-section').hidden = changes.problems.length === 0;
    }
    if (pristine && chosen.size === 0 && runs.size > 0) { // something to look at: what is at work, else the newest
      const order = [...runs.values()].sort((a, b) => active(b) - active(a) || Date.parse(b.updated) - Date.parse(a.updated));
      chosen.set(order[0].name, 0);
    }
    list();
    if (changes.all || changes.removed.length || changes.runs.some(run => chosen.has(run.name))) { details(); }
  }

  function listen() {
    const source = new EventSource('events'); // goes on by itself, naming the last event that it saw
    const connection = (state, text) => { $('connection').dataset.state = state; if ($('connection').textContent !== text) { $('connection').textContent = text; } };
    source.addEventListener('open', () => connection('live', 'live'));
    source.addEventListener('changes', event => take(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      connection('lost', 'connection lost, trying again');
      if (source.readyState === EventSource.CLOSED) { setTimeout(listen, 3000); }
    });
  }

  /* ---- theme ---- */
  const system = matchMedia('(prefers-color-scheme: dark)');
  function theme() {
    const wanted = $('theme').value;
    document.documentElement.dataset.theme = wanted === 'auto' ? (system.matches ? 'dark' : 'light') : wanted;
    list();
    draw();
  }

  head();
  Charts.shots.forEach(({ name, dash }) => {
    const label = element('label');
    const box = element('input');
    box.type = 'checkbox';
    box.value = name;
    box.checked = true;
    box.addEventListener('change', draw);
    const sample = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    sample.setAttribute('class', 'dash');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', 'M0 5H28');
    if (dash !== 'solid') { line.setAttribute('stroke-dasharray', dash.join(' ')); }
    sample.append(line);
    label.append(box, sample, name);
    $('shots').append(label);
  });
  $('theme').value = kept.theme || 'auto';
  $('theme').addEventListener('change', () => { keep(); theme(); });
  system.addEventListener('change', theme);
  $('filter').addEventListener('input', list);
  $('status').addEventListener('change', list);
  $('metric').addEventListener('change', draw);
  $('stage').addEventListener('change', draw);
  theme();
  listen();
})();
