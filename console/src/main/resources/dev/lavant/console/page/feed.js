// What the console says, kept up to date. One stream for the page; the browser resumes it by the last id.

const MOST = 100;
const KEPT_SECONDS = 15 * 60;

export const state = {
  at: 0,
  cut: true,
  parts: [],
  totals: null,
  functions: new Map(),
  decisions: [],
  letters: [],
  invocations: [],
  acts: [],
  budgets: [],
  detail: { scope: null, points: [], decisions: [], letters: [], invocations: [] },
};

const keys = {
  decisions: it => `${it.function}|${it.at}|${it.code}|${it.desired}`,
  letters: it => `${it.function}|${it.partition}|${it.offset}`,
  acts: it => it.id,
  invocations: it => `${it.function}|${it.place.topic}|${it.place.partition}|${it.place.offset}`,
};

export const keyOf = (list, it) => keys[list](it);

// Newest first, each once.
function merge(list, fresh, old) {
  const seen = new Set();
  return [...fresh, ...old].filter(it => {
    const key = keys[list](it);
    return !seen.has(key) && seen.add(key);
  }).sort((a, b) => b.at - a.at).slice(0, MOST);
}

function pointOf(at, it) {
  return {
    at: Math.floor(at / 1000),
    lag: it.lag,
    oldestMillis: it.oldestMillis,
    desired: it.desired,
    live: it.hosts.live,
    ready: it.hosts.ready,
    rate: it.rate,
    costNanos: it.bill.costNanos,
  };
}

function addPoint(at) {
  const scope = state.detail.scope;
  const it = scope === "" ? state.totals : state.functions.get(scope);
  if (!it) return;
  const points = state.detail.points;
  const now = pointOf(at, it);
  const last = points.at(-1);
  if (last && last.at >= now.at) return;
  if (!last || Object.keys(now).some(name => name !== "at" && now[name] !== last[name])) points.push(now);
  while (points.length > 1 && points[1].at <= now.at - KEPT_SECONDS) points.shift();
}

function snapshot(said) {
  Object.assign(state, said, { functions: new Map(said.functions.map(it => [it.described.name, it])) });
}

function tick(said) {
  state.at = said.at;
  state.parts = said.parts;
  state.totals = said.totals;
  said.changed.forEach(it => state.functions.set(it.described.name, it));
  said.gone.forEach(name => state.functions.delete(name));
  for (const list of ["decisions", "letters", "invocations"]) {
    if (!said[list].length) continue;
    state[list] = merge(list, said[list], state[list]);
    const mine = said[list].filter(it => state.detail.scope === "" || it.function === state.detail.scope);
    state.detail[list] = merge(list, mine, state.detail[list]);
  }
  state.acts = merge("acts", said.acts, state.acts);
  state.budgets = said.budgets;
  addPoint(said.at);
}

// Takes another function, or "" for all, into view.
export async function look(scope) {
  state.detail = { scope: null, points: [], decisions: [], letters: [], invocations: [] };
  const answer = await fetch(scope === "" ? "/api/platform" : `/api/functions/${encodeURIComponent(scope)}`);
  if (!answer.ok) {
    state.detail.scope = scope;
    state.detail.missing = true;
    return;
  }
  state.detail = { scope, ...await answer.json() };
}

// onLost: when the console will not have us any more.
export function follow(onChange, scope, onLost) {
  const stream = new EventSource("/api/stream");
  stream.addEventListener("snapshot", async event => {
    snapshot(JSON.parse(event.data));
    state.cut = false;
    onChange();
    await look(scope());
    onChange();
  });
  stream.addEventListener("tick", event => {
    state.cut = false;
    tick(JSON.parse(event.data));
    onChange();
  });
  stream.addEventListener("error", () => {
    state.cut = true;
    onChange();
    if (stream.readyState === EventSource.CLOSED) onLost();
  });
}
