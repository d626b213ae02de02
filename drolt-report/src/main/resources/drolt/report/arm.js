// Charts of the arm that is shown: confusion, embedding, calibration.
function ranksOf(group, groups) {
  const first = Math.ceil(group * data.ranks.length / groups);
  const last = Math.ceil((group + 1) * data.ranks.length / groups) - 1;
  return first === last ? named(data.ranks[first]) : 'ranks ' + (first + 1) + ' to ' + (last + 1);
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
  const ticks = Array.from({ length: groups }, (_, group) => Math.ceil(group * data.ranks.length / groups) + 1);
  const axisLabel = { color: color('muted'), interval: Math.ceil(groups / 10) - 1 };
  return {
    tooltip: tooltip(item => [
      ranksOf(item.value[1], groups) + ' taken for ' + ranksOf(item.value[0], groups), item.value[2] + ' %']),
    grid: { left: 56, right: 16, top: 16, bottom: 84 },
    xAxis: axis('rank of the predicted class', { type: 'category', data: ticks, axisLabel, splitLine: { show: false } }),
    yAxis: axis('rank of the true class',
      { type: 'category', data: ticks, axisLabel, inverse: true, nameGap: 38, splitLine: { show: false } }),
    visualMap: {
      min: 0, max: 50, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 120,
      text: ['50 % and more', '0'], textStyle: { color: color('muted') },
      inRange: { color: [color('raised'), color('many'), color('cell')] },
    },
    series: [{ type: 'heatmap', data: points, progressive: 0 }],
  };
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

function calibrationOption() {
  const bins = arm().bins;
  document.getElementById('calibration-text').textContent =
    'Expected calibration error ' + percent(arm().calibrationError) + ' %. A bar is the accuracy of the test images'
    + ' whose confidence lies in its range; on the line, confidence and accuracy agree.';
  return {
    tooltip: tooltip(item => {
      const bin = bins[item.dataIndex];
      return bin === undefined ? [] : [
        'confidence ' + percent(bin.above) + ' to ' + percent(bin.upTo) + ' %',
        'accuracy ' + percent(bin.accuracy) + ' %, mean confidence ' + percent(bin.confidence) + ' %',
        bin.samples + ' images'];
    }),
    grid: { left: 52, right: 16, top: 16, bottom: 48 },
    xAxis: [
      axis('confidence, %', { type: 'value', min: 0, max: 100, splitLine: { show: false } }),
      { type: 'category', data: bins.map((_, index) => index), show: false },
    ],
    yAxis: axis('accuracy, %', { type: 'value', min: 0, max: 100, nameGap: 36 }),
    series: [
      { type: 'bar', xAxisIndex: 1, barCategoryGap: '8%', itemStyle: { color: color('many') },
        data: bins.map(bin => bin.accuracy === null ? null : 100 * bin.accuracy) },
      { type: 'line', silent: true, showSymbol: false, lineStyle: { color: color('text'), type: 'dashed' },
        data: [[0, 0], [100, 100]] },
    ],
  };
}

mount('confusion-chart', confusionOption, item => {
  if (arm().confusion.groups === data.ranks.length) choose(data.ranks[item.value[1]]);
});
mount('embedding-chart', embeddingOption, item => choose(data.sample.labels[item.data.position]));
mount('calibration-chart', calibrationOption);
