// What can be done: each asks first, is done by the console as its command would, and says what came of it.

import { el, keyed, known, money, text, time } from "./words.js";

const HEADERS = { "content-type": "application/json", "lavant-console": "1" };
const ROLES = { viewer: [], tenant: ["act"], operator: ["act", "spend"] };

let me = null;

// Who looks on; nothing when a key is needed first.
export async function whoAmI() {
  const answer = await fetch("/api/session");
  me = answer.ok ? await answer.json() : null;
  return me;
}

export const may = right => me !== null && ROLES[me.role].includes(right);

export async function post(path, body = {}, method = "POST") {
  try {
    const answer = await fetch(path, { method, headers: HEADERS, body: method === "POST" ? JSON.stringify(body) : null });
    if (answer.status === 204) return {};
    const said = await answer.json();
    return answer.ok ? said : { failed: `${said.error}. ${said.fix}` };
  } catch {
    return { failed: "The console does not answer. Try again when it does." };
  }
}

function words(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ""));
}

// Asks, with the command in view as it changes with what is filled in.
export function ask({ title, says, button, fields = [], line, path, body }) {
  const dialog = document.getElementById("ask");
  const code = el("code");
  const result = el("p", { role: "alert" });
  const form = el("form", { method: "dialog" },
    el("h2", {}, title), el("p", {}, says),
    ...fields.map(({ label, ...attributes }) => el("label", {}, label, attributes.options
      ? el("select", { name: attributes.name }, ...attributes.options.map(it => el("option", {}, it)))
      : el("input", { autocomplete: "off", ...attributes }))),
    code, result,
    el("div", { class: "buttons" },
      el("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      el("button", { type: "submit", class: "do" }, button)));
  const show = () => text(code, line(words(form)));
  form.addEventListener("input", show);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const submit = form.querySelector(".do");
    submit.disabled = true;
    const said = await post(path, body(words(form)));
    submit.disabled = false;
    if (said.failed) text(result, said.failed);
    else dialog.close();
    if (!said.failed) text(document.getElementById("said"), said.says);
  });
  dialog.replaceChildren(form);
  show();
  dialog.showModal();
}

const at = name => `/api/functions/${encodeURIComponent(name)}`;

export function pauseOf(name) {
  return { right: "act", label: "Pause", onclick: () => ask({
    title: `Pause ${name}?`, says: "Its hosts finish what they run and go. Its events wait and nothing is lost.",
    button: "Pause", line: () => `./lavant pause ${name}`, path: `${at(name)}/pause`, body: () => ({}) }) };
}

export function resumeOf(name) {
  return { right: "act", label: "Resume", onclick: () => ask({
    title: `Resume ${name}?`, says: "Hosts start for the events that wait.",
    button: "Resume", line: () => `./lavant resume ${name}`, path: `${at(name)}/resume`, body: () => ({}) }) };
}

export function rollbackOf(name, revision) {
  return { right: "act", label: "Roll back", onclick: () => ask({
    title: `Roll ${name} back?`, says: `It is at revision ${revision}. An earlier one is checked as a deploy is, and comes back as a new one.`,
    button: "Roll back", fields: [{ name: "to", label: "To revision", type: "number", min: 1, max: revision - 1, value: Math.max(1, revision - 1) }],
    line: ({ to }) => `./lavant rollback ${name}${to ? ` --to ${to}` : ""}`,
    path: `${at(name)}/rollback`, body: ({ to }) => to ? { to: Number(to) } : {} }) };
}

const errorOf = letter => (letter.exception ?? letter.code).replace(/.*[.$]/, "");

export function replayOf(letter) {
  const place = `${letter.partition}@${letter.offset}`;
  return { right: "act", label: "Send again", onclick: () => ask({
    title: `Send this dead letter to ${letter.function} again?`,
    says: "It runs on hosts of their own, with the revision of now. A letter is sent again once.",
    button: "Send again", line: () => `./lavant dlq replay ${letter.function} --letter ${place}`,
    path: `${at(letter.function)}/letters/replay`, body: () => ({ letters: [place] }) }) };
}

export function replayAllLike(letter) {
  const error = errorOf(letter);
  return { right: "act", label: "Send all like this", onclick: () => ask({
    title: `Send all that failed with ${error} to ${letter.function} again?`,
    says: "Also those that are not on this page. It can be stopped while it runs; what was sent stays sent.",
    button: "Send again", fields: [{ name: "rate", label: "A second, at most", type: "number", min: 1, value: 20 }],
    line: ({ rate }) => `./lavant dlq replay ${letter.function} --error ${error}${rate ? ` --rate ${rate}/s` : ""}`,
    path: `${at(letter.function)}/letters/replay`, body: ({ rate }) => ({ error, ...rate ? { rate: Number(rate) } : {} }) }) };
}

export function dropOf(letter) {
  const place = `${letter.partition}@${letter.offset}`;
  return { right: "act", label: "Drop", onclick: () => ask({
    title: "Drop this dead letter?", says: "It stays in its topic, and can never be sent again.",
    button: "Drop", line: () => `./lavant dlq drop ${letter.function} --letter ${place} --yes`,
    path: `${at(letter.function)}/letters/drop`, body: () => ({ letters: [place] }) }) };
}

export function dropAllLike(letter) {
  const error = errorOf(letter);
  return { right: "act", label: "Drop all like this", onclick: () => ask({
    title: `Drop all of ${letter.function} that failed with ${error}?`,
    says: "Also those that are not on this page. They stay in their topic, and can never be sent again.",
    button: "Drop", line: () => `./lavant dlq drop ${letter.function} --error ${error} --yes`,
    path: `${at(letter.function)}/letters/drop`, body: () => ({ error }) }) };
}

export function budgetOf(tenant) {
  return { right: "spend", label: "Set", onclick: () => ask({
    title: `What may ${tenant} spend in a month?`, says: "All its functions together, in the currency of the price book.",
    button: "Set", fields: [
      { name: "amount", label: "Amount", inputmode: "decimal", required: true, placeholder: "10.00" },
      { name: "onLimit", label: "When it is reached", options: ["alert", "pause"] }],
    line: ({ amount, onLimit }) => `./lavant budget set ${tenant} ${amount ?? "AMOUNT"} --on-limit ${onLimit ?? "alert"}`,
    path: "/api/budgets", body: said => ({ tenant, ...said }) }) };
}

export function moreFor(tenant) {
  return { right: "spend", label: "Give more", onclick: () => ask({
    title: `Give ${tenant} more for this month?`, says: "What its budget paused goes on. The limit of the months that follow stays.",
    button: "Give more", fields: [{ name: "more", label: "More", inputmode: "decimal", required: true, placeholder: "5.00" }],
    line: ({ more }) => `./lavant budget resume ${tenant} --more ${more ?? "AMOUNT"}`,
    path: "/api/budgets/raise", body: said => ({ tenant, ...said }) }) };
}

export function spent(budget) {
  if (!budget) return "no budget is set";
  const of = `${money(budget.limitNanos, budget.currency)} this month, then ${budget.onLimit}`;
  return known(budget.spentNanos) ? `${money(budget.spentNanos, budget.currency)} spent of ${of}` : of;
}

const STATES = { RUNNING: "is running", DONE: "done", STOPPED: "stopped", FAILED: "failed" };

function act(it) {
  const stop = el("button", { type: "button", class: "act", onclick: async () => {
    const said = await post(`${at(it.function)}/letters/stop`);
    text(document.getElementById("said"), said.failed ?? said.says);
  } }, "Stop");
  return el("li", {}, el("time", { datetime: new Date(it.at).toISOString() }, time(it.at)),
    el("b"), el("code", {}, it.line), stop, el("span", { class: "reason" }), el("span", { class: "quiet" }, it.who));
}

export function acts(list, all) {
  list.closest("section").hidden = all.length === 0;
  keyed(list, all.slice(0, 20), it => it.id, act, (item, it) => {
    text(item.children[1], STATES[it.state]);
    item.children[1].className = it.state === "FAILED" ? "bad" : it.state === "RUNNING" ? "more" : "ok";
    item.children[3].hidden = it.state !== "RUNNING" || !may("act");
    text(item.children[4], it.says);
  });
}
