// The functions, one row each.

import { age, count, el, keyed, known, micros, money, rate, text } from "./words.js";
import { show } from "./view.js";

const STATES = { active: "●", starting: "◐", waiting: "◔", idle: "○", paused: "‖" };

// [heading, what it means, value, class]
const COLUMNS = [
  ["Function", "Name and what it does"],
  ["State", "Whether it has hosts", it => it.state],
  ["Hosts", "Ready, of those that the last decision called for", it => `${it.hosts.ready} / ${known(it.desired) ? it.desired : "–"}`],
  ["Waiting", "Events appended and not yet committed; a mark of a transaction counts as one until a host has passed it", it => count(it.lag)],
  ["Oldest", "How long the oldest of them has waited", it => it.lag === 0 ? "none" : (it.oldestAtLeast ? "≥ " : "") + age(it.oldestMillis)],
  ["Events/s", "Committed, over ten seconds", it => rate(it.rate)],
  ["Failing/s", "Attempts that failed, over ten seconds", it => rate(it.failing)],
  ["p50", "Half of all events of the last minute ran no longer", it => micros(it.p50Micros)],
  ["p99", "99 of 100 events of the last minute ran no longer", it => micros(it.p99Micros)],
  ["Cold", "Cold starts of the last 15 minutes", it => count(it.coldStarts)],
  ["Dead", "Dead letters today, UTC", it => count(it.bill.deadLettered)],
  ["Cost today", "Since midnight UTC, by its statements", it => money(it.bill.costNanos, it.bill.currency)],
];

export function head(row) {
  row.append(...COLUMNS.map(([name, meaning]) => el("th", { scope: "col", title: meaning }, name)));
}

function make(it) {
  const name = it.described.name;
  const row = el("tr", { onclick: () => show({ scope: name, decision: "" }) });
  row.append(
    el("th", { scope: "row" },
      el("button", { type: "button", class: "name" }, name),
      el("span", { class: "quiet" }, it.described.description)),
    ...COLUMNS.slice(1).map(([heading]) => el("td", { "data-label": heading })));
  return row;
}

function update(row, it, scope) {
  const chosen = it.described.name === scope;
  row.classList.toggle("chosen", chosen);
  row.querySelector("button").setAttribute("aria-current", chosen ? "true" : "false");
  COLUMNS.slice(1).forEach(([heading, , value], at) => {
    const cell = row.children[at + 1];
    text(cell, heading === "State" ? `${STATES[it.state]} ${it.state}` : value(it));
    if (heading === "State") cell.className = `state ${it.state}`;
    if (heading === "Waiting") cell.title = it.lagUnknown ?? "";
    if (heading === "Failing/s") cell.classList.toggle("bad", it.failing > 0);
    if (heading === "Dead") cell.classList.toggle("bad", it.bill.deadLettered > 0);
  });
}

export function table(body, functions, { scope, find }) {
  const wanted = [...functions.values()]
    .filter(it => it.described.name.includes(find.toLowerCase()))
    .sort((a, b) => a.described.name < b.described.name ? -1 : 1);
  keyed(body, wanted, it => it.described.name, make, (row, it) => update(row, it, scope));
}
