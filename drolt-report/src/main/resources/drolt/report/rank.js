// Charts over the rank of classes: accuracy of several arms above the long tail, radii of several stages.
const reach = Math.max(2, Math.round(data.ranks.length / 30));

function smoothed(values) {
  return values.map((_, at) => {
    const near = values.slice(Math.max(0, at - reach), at + reach + 1).filter(value => value !== null);
    return near.length === 0 ? null : near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

document.getElementById('rank-text').textContent = 'Classes from the most frequent in training to the rarest; below them how many'
  + ' training images they have. A point is a class, a line the mean over ' + (2 * reach + 1)
  + ' neighbouring classes (smoothed). Many: more than ' + data.limits[0] + ' training images; few: fewer than '
  + data.limits[1] + '. The legend adds arms; a click on a point shows its class.';

const classLine = label =>
  named(label) + ', rank ' + (rankOf[label] + 1) + ', ' + data.classes[label].images + ' training images';

/** The arm that is shown and the one it is compared with are never of one colour. */
function armColor(index) {
  const [first, second, ...others] = frame().color;
  return index === chosen.arm ? second : index === data.baseline ? first : others[index % others.length];
}

/** The ranks of many, medium and few, behind everything: name, first rank, last rank. */
function bands() {
  return ['many', 'medium', 'few'].map(shot => {
    const ranks = data.ranks.map((label, rank) => data.classes[label].shot === shot ? rank + 1 : 0).filter(rank => rank > 0);
    return { shot, first: ranks[0], last: ranks[ranks.length - 1], classes: ranks.length };
  }).filter(band => band.classes > 0);
}

const bandAreas = named => ({
  silent: true,
  label: { show: named, position: 'insideTop', color: color('muted') },
  data: bands().map(band => [
    { name: band.shot, xAxis: band.first - 0.5, itemStyle: { color: color(band.shot), opacity: 0.1 } },
    { xAxis: band.last + 0.5 }]),
});

function profile() {
  return {
    name: 'training images', type: 'bar', xAxisIndex: 1, yAxisIndex: 1, barCategoryGap: '10%', barMaxWidth: 30,
    data: data.ranks.map((label, rank) => ({
      value: [rank + 1, data.classes[label].images],
      itemStyle: { color: color(data.classes[label].shot), borderColor: color('text'), borderWidth: label === chosen.label ? 2 : 0 },
    })),
    markArea: bandAreas(false),
  };
}

function rankOption() {
  const series = [];
  const selected = {};
  data.arms.forEach((one, index) => {
    selected[one.name] = index === chosen.arm || index === data.baseline;
    const byRank = data.ranks.map(label => one.recall[label] === null ? null : 100 * one.recall[label]);
    series.push({
      name: one.name, type: 'scatter', symbolSize: 5, itemStyle: { opacity: 0.65 },
      data: byRank.map((value, rank) => ({
        value: [rank + 1, value],
        symbolSize: data.ranks[rank] === chosen.label ? 14 : 5,
      })),
    }, {
      name: one.name, type: 'line', showSymbol: false, silent: true, lineStyle: { width: 2 },
      data: smoothed(byRank).map((value, rank) => [rank + 1, value]),
    });
    series.slice(-2).forEach(made => { made.color = armColor(index); });
  });
  const ends = { type: 'value', min: 0.5, max: data.ranks.length + 0.5, minInterval: 1 };
  const label = { color: color('muted'), hideOverlap: true, formatter: rank => Number.isInteger(rank) ? String(rank) : '' };
  return {
    legend: Object.assign(legend(selected), { data: data.arms.map(one => one.name) }),
    tooltip: tooltip(item => [classLine(data.ranks[item.value[0] - 1])].concat(
      item.seriesName === 'training images' ? [] : [item.seriesName + ': ' + item.value[1].toFixed(1) + ' %'])),
    grid: [{ left: 60, right: 16, top: 44, height: '52%' }, { left: 60, right: 16, top: '70%', bottom: 72 }],
    xAxis: [
      Object.assign(axis('', ends), { gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false } }),
      Object.assign(axis('class rank', ends), { gridIndex: 1, axisLabel: label }),
    ],
    yAxis: [
      Object.assign(axis('accuracy, %', { type: 'value', min: 0, max: 100, nameGap: 40 }), { gridIndex: 0 }),
      Object.assign(axis('training images', { type: 'value', nameGap: 40, splitNumber: 3 }), { gridIndex: 1 }),
    ],
    dataZoom: zoom().map(one => Object.assign(one, { xAxisIndex: [0, 1] })),
    series: series.concat([
      profile(),
      { name: 'groups', type: 'scatter', silent: true, data: [], markArea: bandAreas(true) },
    ]),
  };
}

function rankRows() {
  return [['rank', 'class', 'training images', 'group', 'test images'].concat(data.arms.map(one => 'accuracy of ' + one.name))]
    .concat(data.ranks.map((label, rank) => {
      const { name, images, shot, samples } = data.classes[label];
      return [rank + 1, name, images, shot, samples].concat(data.arms.map(one => one.recall[label]));
    }));
}

const radiusStages = data.stages.filter(stage => stage.radii.length > 0);

function radiusOption() {
  return {
    legend: legend(Object.fromEntries(radiusStages.map((stage, index) => [stage.name, index < 4]))),
    tooltip: tooltip(item => {
      const stage = radiusStages.find(one => one.name === item.seriesName);
      const label = data.ranks[item.value[0] - 1];
      const probability = stage.probabilities[label];
      return [classLine(label), stage.name + ': radius ' + decimals(item.value[1])]
        .concat(probability === undefined ? [] : ['p(eps) ' + decimals(probability)]);
    }),
    xAxis: axis('class rank', { type: 'value', min: 1, max: data.ranks.length, minInterval: 1 }),
    yAxis: axis('radius', { type: 'value', scale: true, nameGap: 40 }),
    series: radiusStages.map(stage => ({
      name: stage.name, type: 'scatter', symbolSize: 5,
      data: data.ranks.map((label, rank) => ({
        value: [rank + 1, stage.radii[label]], symbolSize: label === chosen.label ? 14 : 5,
      })),
    })),
  };
}

function radiusRows() {
  return [['stage', 'rank', 'class', 'training images', 'radius', 'p(eps)']].concat(radiusStages.flatMap(stage =>
    data.ranks.map((label, rank) => [
      stage.name, rank + 1, named(label), data.classes[label].images, stage.radii[label], stage.probabilities[label]])));
}

mount('rank-chart', rankOption, rankRows, item => choose(data.ranks[item.value[0] - 1]));
mount('radius-chart', radiusOption, radiusRows, item => choose(data.ranks[item.value[0] - 1]));
