// The frame of every chart: theme, size, what a tooltip looks like.
const mounted = [];

/**
 * Draws a chart whose option is made anew whenever arm, class or theme changes; two buttons save it.
 *
 * @param table gives the rows behind it, the first of them its headings
 */
function mount(id, option, table, onClick) {
  const host = document.getElementById(id);
  if (!host) return;
  const entry = { host, option, onClick, chart: null, legend: {} };
  mounted.push(entry);
  const name = id.replace('-chart', '');
  host.before(saveButtons(name, table, () => new Promise(done => entry.chart
    .renderToCanvas({ pixelRatio: 2, backgroundColor: color('page') }).toBlob(done, 'image/png'))));
}

function draw(entry) {
  if (!entry.chart) {
    entry.chart = echarts.init(entry.host, null, { locale: 'EN' });
    entry.chart.on('legendselectchanged', event => { entry.legend = event.selected; });
    if (entry.onClick) entry.chart.on('click', entry.onClick);
  }
  const option = Object.assign(frame(), entry.option());
  if (option.legend && option.legend.selected) Object.assign(option.legend.selected, entry.legend);
  entry.chart.setOption(option, true);
}

const drawAll = () => mounted.forEach(draw);

/** Told apart by people who confuse red and green: Okabe and Ito's, lighter ones on a dark page. */
const PALETTES = {
  light: ['#0072b2', '#d55e00', '#00815b', '#b0548a', '#9a6a00', '#3d7ea6', '#6b6b6b', '#7a5413'],
  dark: ['#56b4e9', '#f0a242', '#2fc79a', '#e59bcb', '#f0e442', '#8fb3ff', '#b8b8b8', '#d7a54a'],
};

function frame() {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { color: color('text'), fontFamily: 'system-ui, sans-serif' },
    color: PALETTES[document.documentElement.dataset.theme],
    aria: { enabled: true },
    grid: { left: 52, right: 16, top: 56, bottom: 48 },
  };
}

function axis(name, more) {
  return Object.assign({
    name, nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: color('muted') },
    axisLabel: { color: color('muted'), hideOverlap: true }, axisLine: { lineStyle: { color: color('line') } },
    splitLine: { lineStyle: { color: color('line'), opacity: 0.5 } },
  }, more);
}

function legend(selected) {
  return {
    type: 'scroll', top: 4, left: 0, right: 0, textStyle: { color: color('text') }, inactiveColor: color('muted'),
    pageTextStyle: { color: color('text') }, pageIconColor: color('accent'), pageIconInactiveColor: color('line'),
    selected,
  };
}

/** A tooltip of lines of text, and of the picture of a sampled image before them. */
function tooltip(lines, position) {
  return {
    confine: true, backgroundColor: color('raised'), borderColor: color('line'), textStyle: { color: color('text') },
    formatter: item => {
      const made = element('div', {});
      const shown = position === undefined ? null : picture(position(item), '');
      if (shown) {
        shown.classList.add('large');
        made.append(shown);
      }
      lines(item).forEach(line => made.append(element('div', {}, line)));
      return made;
    },
  };
}

let printing = false; // paper has no use for a slider

const zoom = () => [
  { type: 'inside', zoomOnMouseWheel: 'ctrl' },
  { type: 'slider', show: !printing, height: 16, bottom: 4, textStyle: { color: color('muted') } },
];
