// How numbers, times and money are written, and how elements are made.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// Replaces children only where they changed, so that focus and open details stay.
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

const UNKNOWN = "–";

export const known = value => value !== null && value !== undefined;

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function count(value) {
  return known(value) ? grouped.format(value).replaceAll(",", " ") : UNKNOWN;
}

export function rate(value) {
  if (!known(value)) return UNKNOWN;
  if (value === 0) return "0";
  return value < 10 ? value.toFixed(1) : count(Math.round(value));
}

export function micros(value) {
  if (!known(value)) return UNKNOWN;
  if (value < 1000) return `${value} µs`;
  if (value < 1e6) return `${(value / 1000).toFixed(value < 1e4 ? 1 : 0)} ms`;
  return age(value / 1000);
}

export function age(millis) {
  if (!known(millis)) return UNKNOWN;
  const seconds = millis / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}

// As many digits as say something: $0.0000004, $0.0123, $12.30.
export function money(nanos, currency) {
  if (!known(nanos)) return UNKNOWN;
  const sign = currency === "USD" ? "$" : `${currency} `;
  const amount = nanos / 1e9;
  if (amount === 0) return `${sign}0`;
  if (Math.abs(amount) >= 1) return sign + amount.toFixed(2);
  const digits = Math.min(12, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(amount)))));
  return sign + amount.toFixed(digits);
}

export function time(millis) {
  return new Date(millis).toLocaleTimeString("en-GB");
}

export function plural(number, word) {
  return `${count(number)} ${word}${number === 1 ? "" : "s"}`;
}

// A command line with a button that copies it.
// Beside it, what does it from here, for those who may.
export function command(line, what = "", ...acts) {
  const button = el("button", {
    type: "button",
    class: "copy",
    title: line,
    "aria-label": `Copy: ${line}`,
    onclick: async event => {
      event.stopPropagation();
      await navigator.clipboard.writeText(line);
      text(button, "copied");
      setTimeout(() => text(button, "copy"), 1500);
    },
  }, "copy");
  return el("div", { class: "command" }, ...(what ? [el("span", { class: "what" }, what)] : []), el("code", {}, line), el("span", { class: "buttons" }, button,
    ...acts.map(({ label, onclick }) => el("button", { type: "button", class: "act", onclick }, label))));
}

// Makes a list of elements what it should be, by key; those that stay are kept.
export function keyed(parent, items, key, make, update) {
  const old = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let before = parent.firstElementChild;
  for (const item of items) {
    const id = key(item);
    let child = old.get(id);
    if (child) old.delete(id);
    else {
      child = make(item);
      child.dataset.key = id;
    }
    update?.(child, item);
    if (child === before) before = before.nextElementSibling;
    else parent.insertBefore(child, before);
  }
  old.forEach(child => child.remove());
}
