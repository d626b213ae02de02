// Learning curves: the stages of an arm one after another, a line an arm.
const WORDS = {
  crossEntropy: 'cross-entropy', robust: 'robustness loss', ownMass: 'own share of the exponents', learningRate: 'learning rate',
  ldam: 'LDAM', bbn: 'BBN', proco: 'ProCo', moco: 'MoCo', smDRAGON: 'smDRAGON', radiusPrice: 'price of the radii',
};
const GROUPS = { Accuracy: 'accuracy', Many: 'accuracy of many', Med: 'accuracy of medium', Few: 'accuracy of few',
  NearestCentroid: 'accuracy of the nearest class mean' };
const MEASURED = /^(validation|test)(Accuracy|Many|Med|Few|NearestCentroid)$/;

const isPercent = key => MEASURED.test(key);

/** What people read for a key of the log. */
function inWords(key) {
  const measured = MEASURED.exec(key);
  if (measured) return measured[1] + ' ' + GROUPS[measured[2]];
  return WORDS[key] || key.replace(/([a-z])([A-Z])/g, (_, before, after) => before + ' ' + after.toLowerCase());
}

const withUnit = key => inWords(key) + (isPercent(key) ? ', %' : '');
const measures = [...new Set(data.stages.flatMap(stage => Object.keys(stage.measures)))]
  .sort((one, other) => isPercent(other) - isPercent(one));
const measure = document.getElementById('measure');
measures.forEach(key => measure.append(element('option', { value: key }, withUnit(key))));
if (measures.includes('loss')) measure.value = 'loss';

const epochsOf = stage => Math.max(...Object.values(stage.measures).map(values => values.length));

/** An arm's points, a gap between stages, and where each of its stages begins. */
function course(one, key) {
  const points = [];
  const starts = [];
  let before = 0;
  one.stages.map(index => data.stages[index]).forEach(stage => {
    starts.push({ name: stage.name, at: before });
    (stage.measures[key] || []).forEach((value, epoch) => points.push({
      value: [before + epoch + 1, value === null ? null : (isPercent(key) ? 100 : 1) * value], stage: stage.name, epoch: epoch + 1,
    }));
    before += epochsOf(stage);
    points.push({ value: [before + 0.5, null] });
  });
  return { points, starts, epochs: before };
}

function curveOption() {
  const key = measure.value;
  const shown = course(arm(), key);
  const unit = isPercent(key) ? ' %' : '';
  document.getElementById('curve-text').textContent = 'Stages of ' + arm().name + ', one after another: '
    + shown.starts.map(stage => stage.name).join(', ') + '. Epochs are counted on; the legend adds arms.';
  return {
    legend: legend(Object.fromEntries(data.arms.map((one, index) => [one.name, index === chosen.arm]))),
    tooltip: tooltip(item => [
      item.seriesName, item.data.stage + ', epoch ' + item.data.epoch,
      inWords(key) + ' ' + Number(item.value[1].toPrecision(4)) + unit]),
    grid: { left: 60, right: 16, top: 56, bottom: 48 },
    xAxis: axis('epoch, stages one after another',
      { type: 'value', min: 1, max: Math.max(2, ...data.arms.map(one => course(one, key).epochs)), minInterval: 1 }),
    yAxis: axis(withUnit(key), { type: 'value', scale: true, nameGap: 44 }),
    series: data.arms.map((one, index) => ({
      name: one.name, type: 'line', symbolSize: 4, showSymbol: true, connectNulls: false, color: armColor(index),
      data: course(one, key).points,
      markLine: index !== chosen.arm ? undefined : {
        silent: true, symbol: 'none', lineStyle: { color: color('muted'), type: 'dashed' },
        label: { formatter: line => line.name, color: color('muted'), position: 'end', distance: 4 },
        data: shown.starts.slice(1).map(stage => ({ name: stage.name, xAxis: stage.at + 0.5 })),
      },
    })),
  };
}

function curveRows() {
  return [['stage', 'epoch'].concat(measures.map(inWords))].concat(data.stages.flatMap(stage =>
    Array.from({ length: epochsOf(stage) }, (_, epoch) => [stage.name, epoch + 1].concat(
      measures.map(key => stage.measures[key] ? stage.measures[key][epoch] : null)))));
}

mount('curve-chart', curveOption, curveRows);
measure.addEventListener('change', () => draw(mounted.find(entry => entry.option === curveOption)));
