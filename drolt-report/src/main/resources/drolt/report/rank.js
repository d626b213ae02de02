// Charts over the rank of classes: accuracy of several arms, radii of several stages.
function smoothed(values) {
  const reach = Math.max(2, Math.round(values.length / 30));
  return values.map((_, at) => {
    const near = values.slice(Math.max(0, at - reach), at + reach + 1).filter(value => value !== null);
    return near.length === 0 ? null : near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

const classLine = label =>
  named(label) + ', rank ' + (rankOf[label] + 1) + ', ' + data.classes[label].images + ' training images';

/** The arm that is shown and the one it is compared with are never of one colour. */
function armColor(index) {
  const [first, second, ...others] = frame().color;
  return index === chosen.arm ? second : index === data.baseline ? first : others[index % others.length];
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
  return {
    legend: legend(selected),
    tooltip: tooltip(item => [
      classLine(data.ranks[item.value[0] - 1]), item.seriesName + ': ' + item.value[1].toFixed(1) + ' %']),
    grid: { left: 52, right: 16, top: 56, bottom: 76 },
    xAxis: axis('class rank', { type: 'value', min: 1, max: data.ranks.length, minInterval: 1 }),
    yAxis: axis('accuracy, %', { type: 'value', min: 0, max: 100, nameGap: 36 }),
    dataZoom: zoom(),
    series,
  };
}

function radiusOption() {
  const stages = data.stages.filter(stage => stage.radii.length > 0);
  return {
    legend: legend(Object.fromEntries(stages.map((stage, index) => [stage.name, index < 4]))),
    tooltip: tooltip(item => {
      const stage = stages.find(one => one.name === item.seriesName);
      const label = data.ranks[item.value[0] - 1];
      const probability = stage.probabilities[label];
      return [classLine(label), stage.name + ': radius ' + decimals(item.value[1])]
        .concat(probability === undefined ? [] : ['p(eps) ' + decimals(probability)]);
    }),
    xAxis: axis('class rank', { type: 'value', min: 1, max: data.ranks.length, minInterval: 1 }),
    yAxis: axis('radius', { type: 'value', scale: true, nameGap: 40 }),
    series: stages.map(stage => ({
      name: stage.name, type: 'scatter', symbolSize: 5,
      data: data.ranks.map((label, rank) => ({
        value: [rank + 1, stage.radii[label]], symbolSize: label === chosen.label ? 14 : 5,
      })),
    })),
  };
}

mount('rank-chart', rankOption, item => choose(data.ranks[item.value[0] - 1]));
mount('radius-chart', radiusOption, item => choose(data.ranks[item.value[0] - 1]));
