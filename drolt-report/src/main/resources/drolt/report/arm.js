// Charts of the arm that is shown: confusion, embedding.
function ranksOf(group, groups) {
  const first = Math.ceil(group * data.ranks.length / groups);
  const last = Math.ceil((group + 1) * data.ranks.length / groups) - 1;
  return first === last ? named(data.ranks[first]) : 'ranks ' + (first + 1) + ' to ' + (last + 1);
}

const isByClass = () => arm().confusion.groups === data.ranks.length;
const NAMED_CLASSES = 30;
const LONGEST_NAME = 14;

/** Ticks of both axes: names of few classes, ranks of many; and how much room they need. */
function confusionTicks(groups) {
  if (groups !== data.ranks.length || groups > NAMED_CLASSES) {
    const ranks = Array.from({ length: groups }, (_, group) => Math.ceil(group * data.ranks.length / groups) + 1);
    return { names: false, ticks: ranks, room: 40, interval: Math.ceil(groups / 10) - 1 };
  }
  const short = name => name.length > LONGEST_NAME ? name.slice(0, LONGEST_NAME - 1) + '\u2026' : name;
  const ticks = data.ranks.map(label => short(named(label)));
  return { names: true, ticks, room: 20 + 7 * Math.max(...ticks.map(name => name.length)), interval: 0 };
}

function confusionOption() {
  const { groups, cells } = arm().confusion;
  const totals = new Array(groups).fill(0);
  for (let at = 0; at < cells.length; at += 2) totals[Math.floor(cells[at] / groups)] += cells[at + 1];
  const points = [];
  for (let at = 0; at < cells.length; at += 2) {
    const row = Math.floor(cells[at] / groups);
    points.push([cells[at] % groups, row, Math.round(1000 * cells[at + 1] / totals[row]) / 10]);
  }
  const { names, ticks, room, interval } = confusionTicks(groups);
  const axisLabel = { color: color('muted'), interval, fontSize: names ? 11 : 12 };
  const name = names ? '' : 'rank of the ';
  return {
    tooltip: tooltip(item => [
      ranksOf(item.value[1], groups) + ' taken for ' + ranksOf(item.value[0], groups), item.value[2] + ' %']),
    grid: { left: room + 24, right: 16, top: 16, bottom: room + 64 },
    xAxis: axis(name + 'predicted class', { type: 'category', data: ticks, splitLine: { show: false }, nameGap: room,
      axisLabel: Object.assign({ rotate: names ? 90 : 0 }, axisLabel) }),
    yAxis: axis(name + 'true class',
      { type: 'category', data: ticks, axisLabel, inverse: true, nameGap: room, splitLine: { show: false } }),
    visualMap: {
      min: 0, max: 50, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 120,
      text: ['50 % and more', '0'], textStyle: { color: color('muted') },
      inRange: { color: [color('raised'), color('many'), color('cell')] },
    },
    series: [{ type: 'heatmap', data: points, progressive: 0 }],
  };
}

function confusionRows() {
  const { groups, cells } = arm().confusion;
  const rows = [['arm', 'true class', 'predicted class', 'test images']];
  for (let at = 0; at < cells.length; at += 2) {
    rows.push([arm().name, ranksOf(Math.floor(cells[at] / groups), groups), ranksOf(cells[at] % groups, groups), cells[at + 1]]);
  }
  return rows;
}

function embeddingOption() {
  const index = arm().embedding;
  const text = document.getElementById('embedding-text');
  const shown = data.embeddings[index === null ? 0 : index];
  text.textContent = (index === null ? 'Not embedded for this arm; shown are the features of ' + shown.arm : 'Features of '
    + shown.arm) + '. ' + shown.x.length + ' test images, as many of each class as there are.';
  const groups = ['many', 'medium', 'few'];
  const at = item => item.data.position;
  return {
    legend: legend(Object.fromEntries(groups.map(group => [group, true]))),
    tooltip: tooltip(item => [named(data.sample.labels[at(item)]), pictureText(at(item))], at),
    grid: { left: 8, right: 8, top: 40, bottom: 8 },
    xAxis: { type: 'value', show: false, scale: true },
    yAxis: { type: 'value', show: false, scale: true },
    dataZoom: [{ type: 'inside', xAxisIndex: 0, zoomOnMouseWheel: 'ctrl' },
      { type: 'inside', yAxisIndex: 0, zoomOnMouseWheel: 'ctrl' }],
    series: groups.map(group => ({
      name: group, type: 'scatter', itemStyle: { color: color(group), opacity: 0.7 },
      data: data.sample.labels.map((label, position) => ({
        value: [shown.x[position], shown.y[position]], position,
        symbolSize: label === chosen.label ? 12 : 5,
        itemStyle: label === chosen.label ? { borderColor: color('text'), borderWidth: 2, opacity: 1 } : undefined,
      })).filter(item => data.classes[data.sample.labels[item.position]].shot === group),
    })),
  };
}

function embeddingRows() {
  const shown = data.embeddings[arm().embedding === null ? 0 : arm().embedding];
  return [['features of', 'class', 'group', 'x', 'y']].concat(data.sample.labels.map((label, position) =>
    [shown.arm, named(label), data.classes[label].shot, shown.x[position], shown.y[position]]));
}

mount('confusion-chart', confusionOption, confusionRows, item => {
  if (isByClass()) choose(data.ranks[item.value[1]]);
});
mount('embedding-chart', embeddingOption, embeddingRows, item => choose(data.sample.labels[item.data.position]));
