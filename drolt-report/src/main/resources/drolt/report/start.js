// Chooses theme and arm, then draws everything.
const root = document.documentElement;
const themeButton = document.getElementById('theme');
const armChoice = document.getElementById('arm');

function setTheme(dark) {
  root.dataset.theme = dark ? 'dark' : 'light';
  themeButton.textContent = dark ? 'Light' : 'Dark';
  themeButton.setAttribute('aria-label', dark ? 'Light colours' : 'Dark colours');
  drawAll();
}

function drawArm() {
  drawWeakest();
  drawMistakes();
  drawChosen();
  drawTable();
  drawAll();
}

data.arms.forEach((one, index) => armChoice.append(element('option', { value: index }, one.name)));
armChoice.value = chosen.arm;
armChoice.addEventListener('change', () => { chosen.arm = Number(armChoice.value); drawArm(); });
themeButton.addEventListener('click', () => setTheme(root.dataset.theme !== 'dark'));
const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
darkPreferred.addEventListener('change', event => setTheme(event.matches));
addEventListener('resize', () => mounted.forEach(entry => entry.chart && entry.chart.resize()));

let before = false; // what the theme was before printing
addEventListener('beforeprint', () => {
  before = root.dataset.theme === 'dark';
  printing = true;
  setTheme(false);
  document.querySelectorAll('main > section > details').forEach(one => { one.open = true; });
});
addEventListener('afterprint', () => {
  printing = false;
  setTheme(before);
});

drawHeadings();
setTheme(darkPreferred.matches);
drawArm();
