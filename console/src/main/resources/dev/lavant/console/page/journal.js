// What was decided, newest first; on a click, the numbers that it rests on and the command that tells the same.

import { command, count, el, keyed, time } from "./words.js";
import { show } from "./view.js";

const idOf = it => `${it.function}|${it.at}`;

function change(it) {
  if (it.before < 0) return plural(it.desired);
  return it.before === it.desired ? plural(it.desired) : `${count(it.before)} → ${count(it.desired)} hosts`;
}

const plural = number => `${count(number)} host${number === 1 ? "" : "s"}`;

function make(it) {
  const inputs = el("dl", { class: "inputs" });
  it.inputs.forEach(input => inputs.append(el("div", {}, el("dt", {}, input.name), el("dd", {}, input.value))));
  const entry = el("details", { class: it.before === it.desired ? "same" : null },
    el("summary", {},
      el("time", { datetime: new Date(it.at).toISOString() }, time(it.at)),
      el("b", { class: it.before >= 0 && it.desired > it.before ? "more" : "" }, change(it)),
      el("span", { class: "of" }, it.function),
      el("span", { class: "code" }, it.code),
      el("span", { class: "reason" }, it.reason)),
    inputs,
    command(`./lavant explain ${it.function} --at ${new Date(it.at).toISOString()}`));
  entry.addEventListener("toggle", () => {
    if (entry.open) show({ decision: idOf(it) });
    else if (new URLSearchParams(location.search).get("decision") === idOf(it)) show({ decision: "" });
  });
  return el("li", {}, entry);
}

let openedFor = "";

export function journal(list, decisions, { scope, decision }) {
  list.classList.toggle("one", scope !== "");
  keyed(list, decisions.slice(0, 60), it => `${idOf(it)}|${it.code}`, make);
  if (!decisions.length && !list.children.length) {
    list.append(el("li", { class: "quiet", "data-key": "none" }, "Nothing was decided yet."));
  }
  if (decision === openedFor) return;
  openedFor = decision;
  const chosen = [...list.children].find(child => child.dataset.key.startsWith(`${decision}|`));
  if (decision && chosen) {
    chosen.firstElementChild.open = true;
    chosen.scrollIntoView({ block: "nearest" });
  }
}
