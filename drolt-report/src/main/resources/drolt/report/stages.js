// Learning curves: one measure of every stage that has it.
const measures = [...new Set(data.stages.flatMap(stage => Object.keys(stage.measures)))];
const measure = document.getElementById('measure');
measures.forEach(name => measure.append(element('option', {}, name)));

function curveOption() {
  const stages = data.stages.filter(stage => stage.measures[measure.value]);
  return {
    legend: legend(Object.fromEntries(stages.map((stage, index) => [stage.name, index < 6]))),
    tooltip: Object.assign(
      tooltip(items => ['epoch ' + items[0].value[0]].concat(
        items.map(item => item.seriesName + ': ' + (item.value[1] === null ? '-' : item.value[1])))),
      { trigger: 'axis' }),
    xAxis: axis('epoch of the stage', { type: 'value', min: 1, minInterval: 1 }),
    yAxis: axis('', { type: 'value', scale: true }),
    series: stages.map(stage => ({
      name: stage.name, type: 'line', symbolSize: 4, showSymbol: true,
      data: stage.measures[measure.value].map((value, epoch) => [epoch + 1, value]),
    })),
  };
}

mount('curve-chart', curveOption);
measure.addEventListener('change', () => draw(mounted.find(entry => entry.option === curveOption)));
