// The parts, the totals, the last events, the dead letters and the commands.

import { age, command, count, el, keyed, known, micros, money, plural, rate, text, time } from "./words.js";
import { budgetOf, dropAllLike, dropOf, may, moreFor, pauseOf, replayAllLike, replayOf, resumeOf, rollbackOf, spent } from "./actions.js";
import { keyOf } from "./feed.js";

export function parts(list, all) {
  keyed(list, all, it => it.name, it => el("li", {}, el("i", { "aria-hidden": "true" }), el("span")), (item, it) => {
    item.className = it.state.toLowerCase();
    item.title = `${it.name} ${it.says}`;
    text(item.lastChild, it.state === "OK" ? `${it.name} ok` : `${it.name}: ${it.says}`);
  });
}

export function totals(list, all) {
  const bill = all.bill;
  const tiles = [
    ["Hosts", `${count(all.hosts.ready)}`, `ready, ${known(all.desired) ? count(all.desired) : "none"} decided`],
    ["Waiting", count(all.lag), all.lagsUnknown ? `and ${plural(all.lagsUnknown, "function")} unknown` : "events"],
    ["Oldest", known(all.oldestMillis) ? age(all.oldestMillis) : all.lag === 0 ? "none" : "–", "event that waits"],
    ["Events", rate(all.rate), "a second"],
    ["Failing", rate(all.failing), "attempts a second"],
    ["Dead letters", count(bill.deadLettered), "today"],
    ["Cost today", money(bill.costNanos, bill.currency), known(bill.costPerHourNanos) ? `${money(bill.costPerHourNanos, bill.currency)} an hour now` : "an hour: no data yet"],
  ];
  keyed(list, tiles, it => it[0], it => el("div", {}, el("dt", {}, it[0]), el("dd"), el("dd", { class: "quiet" })), (tile, it) => {
    text(tile.children[1], it[1]);
    text(tile.children[2], it[2]);
    tile.classList.toggle("bad", (it[0] === "Failing" && all.failing > 0) || (it[0] === "Dead letters" && bill.deadLettered > 0));
  });
}

const INVOCATIONS = ["Time", "Function", "Event", "Outcome", "Attempts", "Waited", "Ran", "Cost", "Exact cost"];
const OUTCOMES = { OK: "ok", DEAD_LETTERED: "dead letter", FILTERED: "filtered", UNKNOWN: "unknown" };

export function invocationsHead(row) {
  row.append(...INVOCATIONS.map(name => el("th", { scope: "col" }, name)));
}

function invocation(it, currency) {
  const place = `${it.place.topic}-${it.place.partition}@${it.place.offset}`;
  const cost = `./lavant cost event ${it.eventId && /^[\w.:/-]+$/.test(it.eventId) ? it.eventId : place}`;
  const cells = [
    time(it.at), it.function, place, OUTCOMES[it.outcome] ?? it.outcome,
    count(it.attempts) + (it.cold ? ", cold start" : ""), micros(it.queueMicros), micros(it.runMicros),
    money(it.costNanos, currency),
  ];
  const row = el("tr", {}, ...cells.map((value, at) => el("td", { "data-label": INVOCATIONS[at] }, value)));
  row.children[2].title = [it.eventId && `id ${it.eventId}`, it.trace && `trace ${it.trace}`, `host ${it.host}`].filter(Boolean).join("\n");
  if (it.outcome === "DEAD_LETTERED") row.children[3].className = "bad";
  row.append(el("td", {}, command(cost)));
  return row;
}

export function invocations(body, all, currency) {
  keyed(body, all.slice(0, 12), it => keyOf("invocations", it), it => invocation(it, currency));
}

function pretty(value) {
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

function letter(it) {
  const facts = [
    ["event", `${it.source.topic}-${it.source.partition}@${it.source.offset}`], ["id", it.id], ["type", it.type],
    ["key", it.key || "none"], ["attempts", count(it.attempts)], ["exception", it.exception?.replace(/.*\./, "")], ["value", it.encoding],
  ].filter(([, value]) => known(value));
  const list = el("dl", { class: "inputs" });
  facts.forEach(([name, value]) => list.append(el("div", {}, el("dt", {}, name), el("dd", {}, value))));
  return el("li", {}, el("details", {},
    el("summary", {},
      el("time", { datetime: new Date(it.at).toISOString() }, time(it.at)),
      el("b", { class: "bad" }, it.function),
      el("span", { class: "code" }, it.code),
      el("span", { class: "fate ok" }),
      el("span", { class: "reason" }, it.message ?? it.exception ?? "no message")),
    list, el("pre", { tabindex: "0" }, pretty(it.value)),
    command(`./lavant dlq replay ${it.function} --letter ${it.partition}@${it.offset}`, "",
      ...may("act") ? [replayOf(it), replayAllLike(it), dropOf(it), dropAllLike(it)] : []),
    command(`./lavant dlq show ${it.function}`)));
}

const FATES = { WAITING: "", REPLAYED: "sent again", DROPPED: "dropped" };

function decided(item, it) {
  text(item.querySelector(".fate"), FATES[it.fate]);
  item.classList.toggle("decided", it.fate !== "WAITING");
}

export function letters(list, all) {
  keyed(list, all.slice(0, 30), it => keyOf("letters", it), letter, decided);
}

let commandsFor = null;

export function commands(section, it, budgets) {
  const tenant = it?.described.tenant;
  const budget = budgets.find(one => one.tenant === tenant && one.function === "");
  const wanted = it ? `${it.described.name}|${it.described.revision}|${it.state === "paused"}|${spent(budget)}` : "";
  if (wanted === commandsFor) return;
  commandsFor = wanted;
  const name = it?.described.name;
  const lines = it ? [
    it.state === "paused"
      ? ["Let it run again", `./lavant resume ${name}`, resumeOf(name)]
      : ["Stop it; events wait", `./lavant pause ${name}`, pauseOf(name)],
    ["Back to an earlier revision", `./lavant rollback ${name}`, ...it.described.revision > 1 ? [rollbackOf(name, it.described.revision)] : []],
    [`Budget of ${tenant}: ${spent(budget)}`, `./lavant budget show ${tenant}`, budgetOf(tenant), ...budget ? [moreFor(tenant)] : []],
    ["Why so many hosts", `./lavant explain ${name}`],
    ["Settings and revisions", `./lavant describe ${name}`],
    ["Its dead letters", `./lavant dlq show ${name}`],
  ] : [
    ["All functions", "./lavant ls"],
    ["The bill", "./lavant bill"],
    ["Prove the bill", "./lavant audit"],
    ["Would other rules have cost less", "./lavant simulate"],
    ["Dead letters", "./lavant dlq ls"],
  ];
  section.replaceChildren(el("h2", {}, it ? `What you can do with ${name}` : "What you can do"),
    el("div", { class: "grid" }, ...lines.map(([what, line, ...acts]) => command(line, what, ...acts.filter(it => may(it.right))))));
}

export function quickStart(section) {
  if (section.children.length) return;
  section.append(
    el("h2", {}, "No function is deployed yet"),
    el("p", {}, "Write one, take it here, and send it an event. A host starts because of lag, and goes when nothing waits."),
    command("./lavant new hello", "A project with one function and its test"),
    command("./lavant deploy hello", "Take it to this platform"),
    command(`./lavant event send visitors --data '{"name": "Ada", "language": "fr"}'`, "Send an event, and look here"));
}
