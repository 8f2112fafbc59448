// Three charts over one time: what waits, how many hosts, what it has cost; decisions are marks on the hosts.

import { count, el, known, money, text, time } from "./words.js";
import { show } from "./view.js";

const HEIGHT = 100;
let made = [];
let marks = [];
let currency = "USD";
let builtFor = "";

const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// With seconds where minutes would say the same twice.
const clock = (chart, at) => time(at * 1000).slice(0, chart.scales.x.max - chart.scales.x.min > 400 ? 5 : 8);

function axes(last, format) {
  const line = { stroke: color("--line"), width: 1 };
  const common = { stroke: color("--quiet"), font: "11px system-ui, sans-serif", grid: line, ticks: { show: false } };
  return [
    { ...common, grid: { show: false }, size: last ? 26 : 6, values: (chart, splits) => splits.map(at => last ? clock(chart, at) : "") },
    { ...common, size: 74, gap: 8, space: 22, values: (chart, splits) => splits.map(format) },
  ];
}

// Hosts and events come whole.
const whole = (chart, min, max) => [0, Math.max(2, Math.ceil((max ?? 0) * 1.15))];
const small = (chart, min, max) => {
  if (!known(max)) return [0, 1];
  const room = Math.max((max - min) * 0.15, max * 0.02, 1);
  return [Math.max(0, min - room), max + room];
};

function drawMarks(chart) {
  const context = chart.ctx;
  const { top, height, left, width } = chart.bbox;
  context.save();
  context.strokeStyle = color("--mark");
  context.fillStyle = color("--mark");
  context.lineWidth = devicePixelRatio;
  for (const mark of marks) {
    const x = Math.round(chart.valToPos(mark.at / 1000, "x", true));
    if (x < left || x > left + width) continue;
    context.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, top + height);
    context.stroke();
    context.setLineDash([]);
    const size = 4 * devicePixelRatio;
    const up = mark.desired > mark.before;
    context.beginPath();
    context.moveTo(x - size, top + (up ? size * 1.6 : 0));
    context.lineTo(x + size, top + (up ? size * 1.6 : 0));
    context.lineTo(x, top + (up ? 0 : size * 1.6));
    context.fill();
  }
  context.restore();
}

function chooseMark(chart) {
  const at = chart.posToVal(chart.cursor.left, "x") * 1000;
  const near = (chart.scales.x.max - chart.scales.x.min) * 1000 / 40;
  const nearest = marks.reduce((best, mark) => Math.abs(mark.at - at) < Math.abs((best?.at ?? -1e15) - at) ? mark : best, null);
  if (nearest && Math.abs(nearest.at - at) < near) show({ decision: `${nearest.function}|${nearest.at}` });
}

function build(parent, options) {
  const head = el("p", { class: "chart-head" });
  const place = el("div", { class: "chart", role: "img" });
  parent.append(head, place);
  const stepped = uPlot.paths.stepped({ align: 1 });
  const chart = new uPlot({
    width: Math.max(240, parent.clientWidth),
    height: options.last ? HEIGHT + 20 : HEIGHT,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: "lavant" }, y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: true }, y: { range: options.range } },
    axes: axes(options.last, options.format),
    series: [{}, ...options.series.map(it => ({ paths: stepped, points: { show: false }, width: 1.75, spanGaps: false, ...it }))],
    hooks: {
      draw: options.marked ? [drawMarks] : [],
      setCursor: [chart => tell(chart)],
      ready: options.marked ? [chart => chart.over.addEventListener("click", () => chooseMark(chart))] : [],
    },
  }, [[], ...options.series.map(() => [])], place);
  return { chart, head, place, ...options };
}

function tell(chart) {
  const it = made.find(one => one.chart === chart);
  if (it) heading(it, chart.cursor.idx);
}

function heading(it, at) {
  const data = it.chart.data;
  const place = known(at) ? at : data[0].length - 1;
  const values = data.slice(1).map(series => series[place]);
  const said = it.says(values, known(at) ? data[0][place] : null);
  text(it.head, said);
  it.place.setAttribute("aria-label", said);
}

function rebuild(parent) {
  made.forEach(it => it.chart.destroy());
  parent.replaceChildren();
  const when = at => known(at) ? `, ${time(at * 1000)}` : "";
  const soft = name => color(name) + "2e";
  made = [
    build(parent, {
      range: whole, format: count, series: [{ stroke: color("--waiting"), fill: soft("--waiting") }],
      says: ([lag], at) => `Waiting: ${known(lag) ? `${count(lag)} event${lag === 1 ? "" : "s"}` : "no data"}${when(at)}`,
    }),
    build(parent, {
      range: whole, format: value => Number.isInteger(value) ? count(value) : "", marked: true,
      series: [{ stroke: color("--hosts"), fill: soft("--hosts") }, { stroke: color("--text"), dash: [5, 4], width: 1.25 }],
      says: ([ready, desired], at) => `Hosts: ${known(ready) ? count(ready) : "no data"} ready, `
        + `${known(desired) ? count(desired) : "none yet"} decided (dashed)${when(at)}`,
    }),
    build(parent, {
      range: small, format: value => money(value, currency), last: true, series: [{ stroke: color("--cost") }],
      says: ([cost], at) => `Cost today: ${known(cost) ? money(cost, currency) : "no data"}${when(at)}`,
    }),
  ];
}

// Each point holds until the next one, the last until now.
function columns(points, now, from) {
  const shown = points.filter((it, at) => it.at >= from || points[at + 1]?.at > from);
  const all = shown.length ? [...shown, { ...shown.at(-1), at: Math.max(now, shown.at(-1).at) }] : [];
  return [
    all.map(it => Math.max(it.at, from)),
    all.map(it => it.lag),
    all.map(it => it.ready),
    all.map(it => it.desired),
    all.map(it => it.costNanos),
  ];
}

export function charts(parent, { points, decisions, minutes, at, inCurrency }) {
  currency = inCurrency;
  const style = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (builtFor !== style || !made.length) rebuild(parent);
  builtFor = style;
  const now = Math.floor(at / 1000);
  // A history that has just begun fills the chart; it is a minute wide at least.
  const from = Math.max(now - minutes * 60, Math.min(points[0]?.at ?? now, now - 60));
  marks = decisions.filter(it => it.before >= 0 && it.before !== it.desired);
  const [times, lag, ready, desired, cost] = columns(points, now, from);
  [[times, lag], [times, ready, desired], [times, cost]].forEach((data, place) => {
    const it = made[place];
    it.chart.batch(() => {
      it.chart.setData(data, false);
      it.chart.setScale("x", { min: from, max: now });
    });
    if (!known(it.chart.cursor.idx) || it.chart.cursor.left < 0) heading(it, null);
  });
}

export function fit(parent) {
  made.forEach(it => it.chart.setSize({ width: Math.max(240, parent.clientWidth), height: it.last ? HEIGHT + 20 : HEIGHT }));
}
