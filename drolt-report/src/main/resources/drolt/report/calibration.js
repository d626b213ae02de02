// Calibration of the arm that is shown: bars of all test images, a line each for many, medium and few.
const MARKS = { many: 'circle', medium: 'rect', few: 'triangle' };

function calibrationOption() {
  const groups = arm().calibration;
  const all = groups[0];
  const parts = groups.slice(1);
  document.getElementById('calibration-text').textContent = 'Expected calibration error: '
    + groups.map(group => group.group + ' ' + percent(group.error) + ' %').join(', ')
    + '. A bar is the accuracy of the test images whose confidence lies in its range'
    + (parts.length === 0 ? '' : ', a point that of the images of classes with many, a medium number of or few training images')
    + '; on the dashed line, confidence and accuracy agree. Below it, a network is surer than it may be.';
  const binOf = item => item.seriesType === 'bar' ? all.bins[item.dataIndex]
    : groups.find(group => group.group === item.seriesName).bins[item.data.bin];
  return {
    legend: parts.length === 0 ? undefined
      : Object.assign(legend({}), { data: ['all'].concat(parts.map(group => group.group)) }),
    tooltip: tooltip(item => {
      const bin = binOf(item);
      return [
        item.seriesName + ', confidence ' + percent(bin.above) + ' to ' + percent(bin.upTo) + ' %',
        'accuracy ' + percent(bin.accuracy) + ' %, mean confidence ' + percent(bin.confidence) + ' %',
        bin.samples + ' images'];
    }),
    grid: { left: 56, right: 16, top: parts.length === 0 ? 16 : 44, bottom: 48 },
    xAxis: [
      axis('confidence, %', { type: 'value', min: 0, max: 100, splitLine: { show: false } }),
      { type: 'category', data: all.bins.map((_, index) => index), show: false },
    ],
    yAxis: axis('accuracy, %', { type: 'value', min: 0, max: 100, nameGap: 36 }),
    series: [
      { name: 'all', type: 'bar', xAxisIndex: 1, barCategoryGap: '8%', itemStyle: { color: color('line') },
        data: all.bins.map(bin => bin.accuracy === null ? null : 100 * bin.accuracy) },
      { name: 'agreement', type: 'line', silent: true, showSymbol: false, lineStyle: { color: color('text'), type: 'dashed' },
        data: [[0, 0], [100, 100]] },
    ].concat(parts.map(group => ({
      name: group.group, type: 'line', symbol: MARKS[group.group], symbolSize: 7, color: color(group.group),
      data: group.bins.map((bin, index) => ({ value: [100 * bin.confidence, 100 * bin.accuracy], bin: index }))
        .filter((_, index) => group.bins[index].samples > 0),
    }))),
  };
}

function calibrationRows() {
  return [['arm', 'group', 'confidence above', 'confidence up to', 'images', 'accuracy', 'mean confidence', 'expected error of the group']]
    .concat(arm().calibration.flatMap(group => group.bins.map(bin => [
      arm().name, group.group, bin.above, bin.upTo, bin.samples, bin.accuracy, bin.confidence, group.error])));
}

mount('calibration-chart', calibrationOption, calibrationRows);
