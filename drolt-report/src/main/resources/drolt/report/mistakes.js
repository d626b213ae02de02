// What the arm got wrong most: pairs of classes, and single images with their files.
function drawPairs() {
  const pairs = arm().pairs;
  document.getElementById('pairs').replaceChildren(...pairs.map(([label, predicted, count]) => element('tr', {},
    element('th', { scope: 'row' }, classButton(label)), element('td', {}, classButton(predicted)),
    element('td', { className: 'number' }, count + ' of ' + data.classes[label].samples),
    element('td', { className: 'number' }, percent(count / data.classes[label].samples)))));
  document.getElementById('pairs-text').textContent = pairs.length === 0
    ? arm().name + ' confuses no classes.' : 'By ' + arm().name + ', the most frequent first.';
}

function pairRows() {
  return [['arm', 'true class', 'taken for', 'how often', 'test images of the class']].concat(arm().pairs.map(
    ([label, predicted, count]) => [arm().name, named(label), named(predicted), count, data.classes[label].samples]));
}

const lossText = value => value === null ? 'not kept' : value.toFixed(2);

function drawLosses() {
  const losses = arm().losses;
  const known = losses.some(one => one.loss !== null);
  document.getElementById('losses').replaceChildren(...losses.map(one => {
    const shown = one.picture === null ? null : picture(one.picture, one.image);
    return element('tr', {},
      element('td', {}, shown || ''), element('th', { scope: 'row', className: 'file' }, one.image),
      element('td', {}, classButton(one.label)), element('td', {}, classButton(one.predicted)),
      element('td', { className: 'number' }, one.confidence + ' %'), element('td', { className: 'number' }, lossText(one.loss)));
  }));
  document.getElementById('losses-text').textContent = losses.length === 0
    ? (data.sample ? arm().name + ' got no image wrong.' : 'Not known: the run keeps no predictions of single images.')
    : 'Wrong answers of ' + arm().name + (known ? ', the largest loss first: -log of the probability of the true class.'
      : ', the surest first: this run, of an older version, keeps no losses.')
      + ' A wrong label looks like this, too.';
}

function lossRows() {
  return [['arm', 'image', 'true class', 'taken for', 'confidence in percent', 'loss']].concat(arm().losses.map(one =>
    [arm().name, one.image, named(one.label), named(one.predicted), one.confidence, one.loss]));
}

function drawMistakes() {
  drawPairs();
  drawLosses();
}

document.getElementById('pair-table').before(saveButtons('confused-pairs', pairRows));
document.getElementById('loss-table').before(saveButtons('top-losses', lossRows));
