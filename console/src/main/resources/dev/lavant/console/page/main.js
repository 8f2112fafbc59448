// Puts the page together: the feed says what is, the address bar what is shown of it.

import { acts, whoAmI } from "./actions.js";
import { charts, fit } from "./charts.js";
import { follow, look, state } from "./feed.js";
import { journal } from "./journal.js";
import { commands, invocations, invocationsHead, letters, parts, quickStart, totals } from "./lists.js";
import { signedIn, signIn } from "./sign-in.js";
import { head, table } from "./table.js";
import { onView, show, view } from "./view.js";
import { age, el, known, money, plural, text } from "./words.js";

const $ = id => document.getElementById(id);

// Of the functions that have hosts, those with most of them.
function reasons() {
  return [...state.functions.values()]
    .filter(it => it.hosts.live > 0 && known(it.because))
    .sort((a, b) => b.hosts.live - a.hosts.live)
    .slice(0, 3)
    .map(it => ` ${it.described.name} has ${plural(it.hosts.live, "host")}: ${it.because}.`)
    .join("");
}

function because(shown, it) {
  const bill = it.bill;
  const cost = known(bill.costNanos) ? `${money(bill.costNanos, bill.currency)} today` : "no data";
  const now = known(bill.costPerHourNanos) ? `, ${money(bill.costPerHourNanos, bill.currency)} an hour at the pace of the last minute` : "";
  const why = shown.scope === "" ? reasons() : known(it.because) ? ` ${it.because.replace(/^./, c => c.toUpperCase())}.` : " Nothing was decided yet.";
  const decided = known(it.decidedAt) ? ` Decided ${age(Math.max(0, state.at - it.decidedAt))} ago (${it.code}).` : "";
  const starting = it.hosts.starting ? `, ${it.hosts.starting} of them starting` : "";
  return { hosts: `${it.hosts.live ? plural(it.hosts.live, "host") : "No host"} now${starting}.`, why: why + decided, cost: `Cost: ${cost}${now}.` };
}

function about({ described: it }) {
  return `${it.tenant}, revision ${it.revision}: ${it.sources.join(", ")}${it.filter ? ` where ${it.filter}` : ""}`
    + `${it.outputs.length ? ` → ${it.outputs.join(", ")}` : ""}. At most ${plural(it.maxHosts, "host")} of ${it.memoryMib} MiB, `
    + `${it.concurrency} at once in each, ordered by ${it.ordering.toLowerCase()}, target ${age(it.targetLatencyMillis)}.`;
}

function picture(shown) {
  const it = shown.scope === "" ? state.totals : state.functions.get(shown.scope);
  const title = shown.scope === "" ? "All functions" : shown.scope;
  if ($("scope").dataset.of !== title) {
    $("scope").dataset.of = title;
    $("scope").replaceChildren(...(shown.scope === "" ? [title]
      : [el("button", { type: "button", class: "back", onclick: () => show({ scope: "", decision: "" }) }, "All functions"), ` › ${title}`]));
  }
  if (!it) {
    text($("because"), `There is no function '${shown.scope}'.`);
    return;
  }
  const said = because(shown, it);
  if (!$("because").children.length) $("because").replaceChildren(el("strong"), el("span"), el("span", { class: "cost" }));
  text($("because").children[0], said.hosts);
  text($("because").children[1], said.why);
  text($("because").children[2], said.cost);
  text($("about"), shown.scope === "" ? "" : about(it));
}

function ranges(shown) {
  if (!$("range").children.length) {
    $("range").append(...[2, 5, 15].map(minutes =>
      el("button", { type: "button", "data-minutes": minutes, onclick: () => show({ range: String(minutes) }) }, `${minutes} min`)));
  }
  for (const button of $("range").children) button.setAttribute("aria-pressed", String(Number(button.dataset.minutes) === shown.range));
}

function render() {
  const shown = view();
  text($("live"), state.cut ? "cut off, trying again" : "live");
  $("live").className = state.cut ? "down" : "ok";
  if (!state.totals) return;
  const none = state.functions.size === 0;
  document.body.classList.toggle("empty", none);
  $("start").hidden = !none;
  if (none) quickStart($("start"));
  parts($("parts"), state.parts);
  totals($("totals"), state.totals);
  table($("rows"), state.functions, shown);
  ranges(shown);
  picture(shown);
  const currency = state.totals.bill.currency;
  const { points, decisions, letters: dead, invocations: done } = state.detail;
  charts($("charts"), { points, decisions, minutes: shown.range, at: state.at, inCurrency: currency });
  journal($("decisions"), decisions, shown);
  commands($("commands"), state.functions.get(shown.scope), state.budgets);
  acts($("acts"), state.acts.filter(it => shown.scope === "" || it.function === "" || it.function === shown.scope));
  invocations($("invocations").tBodies[0], done, currency);
  letters($("letters"), dead);
  text($("invocations-note"), done.length ? "the newest of those that were committed" : "none yet");
  text($("letters-note"), dead.length ? "" : "none");
}

let asked = false;

function renderSoon() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    render();
  });
}

head($("columns"));
invocationsHead($("invocations").tHead.rows[0]);
$("filter").value = view().find;
$("filter").addEventListener("input", event => show({ find: event.target.value }));
addEventListener("keydown", event => {
  if ($("ask").open || !$("sign-in").hidden) return;
  if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    $("filter").focus();
  }
  if (event.key === "Escape") {
    $("filter").value = "";
    show({ scope: "", decision: "", find: "" });
  }
});
addEventListener("resize", () => fit($("charts")));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", renderSoon);
onView(async () => {
  if (document.body.classList.contains("out")) return;
  if (view().scope !== state.detail.scope) await look(view().scope);
  renderSoon();
});

async function begin() {
  const me = await whoAmI();
  if (!me) {
    text($("live"), "");
    signIn($("sign-in"));
    return;
  }
  signedIn($("me"), me);
  follow(renderSoon, () => view().scope, () => setTimeout(() => location.reload(), 2000));
}

begin();
