'use strict';
/* Learning curves: one chart, one colour a run, one dash a group of classes; the legend names runs. */
const Charts = (() => {
  const COLOURS = {
    light: ['#0065a3', '#b84a00', '#00795a', '#9c3f78', '#6b5600', '#4a4f57', '#5b4bb5', '#a3122b'],
    dark: ['#5ab4f0', '#ff9d57', '#3fd0a3', '#ef9bc6', '#e6cf5a', '#c6cbd2', '#b3a8ff', '#ff8b95']
  };
  const SHOTS = [
    { suffix: 'Accuracy', name: 'all', dash: 'solid', width: 2.5 },
    { suffix: 'Many', name: 'many', dash: [9, 4], width: 1.6 },
    { suffix: 'Med', name: 'medium', dash: [4, 4], width: 1.6 },
    { suffix: 'Few', name: 'few', dash: [2, 3], width: 2 }
  ];
  const PREFIXES = ['validation', 'test'];
  const WORDS = { accuracy: 'accuracy by shot', loss: 'loss', learningRate: 'learning rate', meanRadius: 'mean radius',
    imagesPerSecond: 'images per second' };
  let chart = null;

  const colour = index => COLOURS[dark() ? 'dark' : 'light'][index % 8];
  const dark = () => document.documentElement.dataset.theme === 'dark';
  const value = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const words = metric => WORDS[metric] || metric.replace(/([A-Z])/g, letter => ' ' + letter.toLowerCase());

  /** Keys that some epoch has and that are worth a curve. */
  function metrics(curves) {
    const keys = new Set();
    curves.forEach(of => of.epochs.forEach(epoch => Object.keys(epoch).forEach(key => keys.add(key))));
    const shots = PREFIXES.flatMap(prefix => SHOTS.map(shot => prefix + shot.suffix));
    const measured = shots.some(key => keys.has(key));
    const others = [...keys].filter(key => !shots.includes(key) && !['stage', 'epoch', 'images', 'seconds'].includes(key));
    const order = key => ['loss', 'learningRate', 'meanRadius'].indexOf(key) + 1 || 9;
    others.sort((a, b) => order(a) - order(b) || a.localeCompare(b));
    return measured ? ['accuracy'].concat(others) : others.length > 0 ? others.concat('accuracy') : [];
  }

  function stages(curves) {
    const names = new Set();
    curves.forEach(of => of.epochs.forEach(epoch => names.add(epoch.stage)));
    return [...names];
  }

  /** Points of one curve: the epochs of all stages one after another, or of one stage; a gap between stages. */
  function points(epochs, stage, read) {
    const found = [];
    let before = null;
    epochs.forEach((epoch, index) => {
      if (stage && epoch.stage !== stage) {
        return;
      }
      const x = stage ? epoch.epoch : index + 1;
      if (before !== null && before !== epoch.stage) {
        found.push({ value: [x - 0.5, null] });
      }
      before = epoch.stage;
      const y = read(epoch);
      if (y !== undefined) {
        found.push({ value: [x, y], stage: epoch.stage, epoch: epoch.epoch });
      }
    });
    return found;
  }

  const accuracy = shot => epoch => {
    const key = PREFIXES.map(prefix => prefix + shot.suffix).find(name => name in epoch);
    return key === undefined ? undefined : 100 * epoch[key];
  };

  /** All that is drawn of all runs before what is drawn of many, medium and few. */
  function series(curves, metric, stage, shots) {
    const kinds = metric === 'accuracy'
      ? SHOTS.filter(shot => shots.includes(shot.name)).map(shot => ({ ...shot, read: accuracy(shot) }))
      : [{ name: '', dash: 'solid', width: 2, read: epoch => epoch[metric] }];
    return kinds.flatMap(kind => curves.map(of => {
      const data = points(of.epochs, stage, kind.read);
      return { name: of.run, shot: kind.name, type: 'line', data, showSymbol: data.length < 3, symbolSize: 6, connectNulls: false,
        color: colour(of.colour), lineStyle: { type: kind.dash, width: kind.width }, emphasis: { focus: 'series' } };
    })).filter(line => line.data.some(point => point.value[1] !== null));
  }

  const labelled = line => line.name + (line.shot ? ' · ' + line.shot : '');

  /** Why nothing is drawn of a run that has epochs; empty where something is. */
  function absence(curves, metric, stage, lines) {
    return curves.filter(of => of.epochs.length > 0 && !lines.some(line => line.name === of.run)).map(of => {
      if (stage && !of.epochs.some(epoch => epoch.stage === stage)) {
        return of.run + ' has no stage ' + stage + '.';
      }
      const measured = of.epochs.some(epoch => SHOTS.some(shot => accuracy(shot)(epoch) !== undefined));
      return metric !== 'accuracy' ? of.run + ' has no ' + words(metric) + '.'
        : measured ? of.run + ': nothing is chosen of what was measured.'
        : of.run + ' has no validation split, so no accuracy was measured while it trained; dataset.validationShare or'
          + ' a validation list gives one.';
    });
  }

  function draw(element, curves, metric, stage, shots) {
    chart = chart || echarts.init(element, null, { renderer: 'canvas' });
    const lines = series(curves, metric, stage, shots);
    const missing = absence(curves, metric, stage, lines);
    const unit = metric === 'accuracy' ? ' %' : '';
    const axis = { axisLabel: { color: value('--soft') }, axisLine: { lineStyle: { color: value('--soft') } },
      splitLine: { lineStyle: { color: value('--line') } }, nameTextStyle: { color: value('--soft') } };
    const narrow = element.clientWidth < 600;
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      grid: { left: narrow ? 52 : 64, right: 16, top: 40, bottom: 44 },
      legend: { type: 'scroll', top: 0, icon: 'roundRect', itemHeight: 4, textStyle: { color: value('--text') }, pageTextStyle: { color: value('--text') },
        pageIconColor: value('--link'), pageIconInactiveColor: value('--line'), itemWidth: 34 },
      tooltip: { trigger: 'item', renderMode: 'richText', backgroundColor: value('--panel'), borderColor: value('--line'),
        textStyle: { color: value('--text') }, confine: true,
        formatter: hit => labelled(lines[hit.seriesIndex]) + '\n' + hit.data.stage + ', epoch ' + hit.data.epoch + ': '
          + Number(hit.data.value[1]).toPrecision(4) + unit },
      xAxis: { ...axis, type: 'value', minInterval: 1, min: 1, max: 'dataMax', name: stage ? 'epoch of ' + stage : 'epoch, stages one after another',
        nameLocation: 'middle', nameGap: 28, splitLine: { show: false } },
      yAxis: { ...axis, type: 'value', scale: true, name: words(metric) + (unit ? ', %' : ''), nameLocation: 'middle',
        nameGap: narrow ? 36 : 44 },
      series: lines
    }, true);
    const last = lines.map(line => {
      const end = line.data[line.data.length - 1];
      return labelled(line) + ' ' + Number(end.value[1]).toPrecision(3) + unit;
    });
    element.setAttribute('aria-label', words(metric) + ': ' + (last.join('; ') || 'nothing yet'));
    return { lines: lines.length, missing };
  }

  window.addEventListener('resize', () => chart && chart.resize());
  return { draw, metrics, stages, words, colour, shots: SHOTS };
})();
