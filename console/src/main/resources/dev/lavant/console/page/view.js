// What is shown, as the address bar says it: ?function=thumbnail&range=5&find=thu&decision=...

const listeners = new Set();

export function view() {
  const said = new URLSearchParams(location.search);
  const range = Number(said.get("range"));
  return {
    scope: said.get("function") ?? "",
    range: [2, 5, 15].includes(range) ? range : 15,
    find: said.get("find") ?? "",
    decision: said.get("decision") ?? "",
  };
}

const names = { scope: "function", range: "range", find: "find", decision: "decision" };

// Shows something else; a new entry in the browser's history when another function is chosen.
export function show(change) {
  const said = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === "") said.delete(names[name]);
    else said.set(names[name], value);
  }
  const query = said.size ? `?${said}` : location.pathname;
  if (query === (location.search || location.pathname)) return;
  history["scope" in change ? "pushState" : "replaceState"](null, "", query);
  listeners.forEach(listener => listener());
}

export function onView(listener) {
  listeners.add(listener);
}

addEventListener("popstate", () => listeners.forEach(listener => listener()));
