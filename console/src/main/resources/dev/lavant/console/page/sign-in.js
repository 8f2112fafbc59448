// Asks for a key where one is needed, and says who is signed in.

import { el, text } from "./words.js";
import { post } from "./actions.js";

export function signIn(section) {
  const result = el("p", { role: "alert", class: "bad" });
  const input = el("input", { id: "key", type: "password", autocomplete: "off", required: true, placeholder: "lvt_…" });
  const form = el("form", {},
    el("h2", {}, "Sign in"),
    el("label", { for: "key" }, "An API key for the console. An operator makes one with"),
    el("code", {}, "lavant keys create TENANT --role viewer"),
    input, el("button", { type: "submit", class: "do" }, "Sign in"), result);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const said = await post("/api/session", { key: input.value });
    if (said.failed) text(result, said.failed);
    else location.reload();
  });
  document.body.classList.add("out");
  section.hidden = false;
  section.replaceChildren(form);
  input.focus();
}

export function signedIn(place, me) {
  if (!me.keys) return;
  place.replaceChildren(`${me.role}${me.tenant ? ` of ${me.tenant}` : ""}`,
    el("button", { type: "button", class: "copy", onclick: async () => {
      await post("/api/session", {}, "DELETE");
      location.reload();
    } }, "Sign out"));
}
