// Saves answers while a person types, keeps them on the phone while there is no connection, and
// hides questions that do not concern them. Without it the buttons do all that saving needs.
(() => {
  const form = document.querySelector("form[data-answers]");
  if (!form || !window.fetch || !window.localStorage) return;
  const status = form.querySelector(".saving");
  const words = status.dataset;
  const shared = "shared" in form.dataset;
  const place = "answers:" + location.pathname;
  const WAIT = 1500;
  const KEEP_DAYS = 7;
  let timer = 0;
  let sending = null;
  let leaving = false;
  let unheard = null;

  const say = (text, link) => {
    status.hidden = false;
    status.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      const field = document.activeElement?.id ? "#" + document.activeElement.id : "";
      anchor.href = shared ? location.pathname + field : form.dataset.signIn + encodeURIComponent(field);
      if (shared) anchor.target = "_blank";
      anchor.textContent = link;
      status.append(" ", anchor);
    }
  };

  // What is on the screen, without secrets and buttons.
  const typed = () => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      (fields[name] ||= []).push(value);
    }
    return fields;
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const answers = (fields) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith("version-")));
  let safe = typed();

  // A phone that others use keeps nothing: there the page waits until the server has everything.
  const keepHere = () => {
    if (shared) return;
    try {
      localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: typed() }));
    } catch {
      // A full or closed store: the server still has what it acknowledged.
    }
  };
  const forgetHere = () => localStorage.removeItem(place);

  const send = async ({ last = false } = {}) => {
    clearTimeout(timer);
    const now = typed();
    if (same(now, safe)) return;
    keepHere();
    say(words.saving);
    // What was sent without hearing back may be there: ask for it again before going on from it.
    const again = last ? null : unheard;
    unheard = again || new FormData(form);
    let answer;
    try {
      answer = await fetch(form.dataset.answers, {
        method: "POST", body: unheard, keepalive: last,
      });
    } catch {
      return say(words.offline);
    }
    if ([401, 403].includes(answer.status)) return say(words.signedOut, words.signIn);
    if (answer.status === 409) return say(words.closed);
    if (!answer.ok) return say(words.offline);
    const said = await answer.json();
    unheard = null;
    for (const [key, version] of Object.entries(said.versions)) {
      const field = form.elements.namedItem("version-" + key);
      if (field) field.value = version;
      now["version-" + key] = [String(version)];
    }
    if (said.clashes.length) return say(words.clash);
    if (again) return send();
    safe = now;
    if (same(typed(), now)) forgetHere();
    say(words.saved.replace("{time}", said.saved));
  };

  const soon = (delay = WAIT) => {
    clearTimeout(timer);
    timer = setTimeout(() => (sending = (sending || Promise.resolve()).then(() => send())), delay);
  };

  const hide = () => {
    for (const box of form.querySelectorAll("[data-only-if]")) {
      const chosen = [...form.querySelectorAll(`[name="${box.dataset.onlyIf}"]:checked`)];
      const wanted = box.dataset.when ? box.dataset.when.split(" ") : null;
      const met = chosen.some((each) => !wanted || wanted.includes(each.value));
      const hangsHere = form.querySelector(`[data-question="${box.dataset.onlyIf}"]`);
      box.hidden = Boolean(hangsHere) && (!met || hangsHere.hidden);
    }
  };

  const count = (area) => {
    const limit = Number(area.dataset.words);
    let note = area.nextElementSibling;
    if (!note?.classList.contains("word-count")) {
      note = document.createElement("p");
      note.className = "help word-count";
      area.after(note);
    }
    const used = area.value.split(/\s+/).filter(Boolean).length;
    note.textContent = words.used.replace("{count}", used).replace("{limit}", limit);
    note.classList.toggle("over", used > limit);
  };
  const counted = form.querySelectorAll("input[data-words], textarea[data-words]");
  counted.forEach(count);

  const putBack = () => {
    if (shared) return forgetHere();
    const kept = JSON.parse(localStorage.getItem(place) || "null");
    if (!kept) return;
    if (Date.now() - kept.at > KEEP_DAYS * 864e5) return forgetHere();
    if (same(answers(kept.fields), answers(safe))) return forgetHere();
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
      const values = kept.fields[field.name] || [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    counted.forEach(count);
    say(words.back);
    soon();
  };

  form.addEventListener("input", (event) => {
    if (event.target.dataset.words) count(event.target);
    keepHere();
    soon();
  });
  form.addEventListener("change", () => {
    hide();
    soon(0);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (leaving || !navigator.onLine) {
      if (!leaving) {
        event.preventDefault();
        keepHere();
        say(words.offline);
      }
      return;
    }
    leaving = true;
    if (!sending) return;
    event.preventDefault();
    const button = event.submitter;
    sending.finally(() => setTimeout(() => form.requestSubmit(button)));
  });
  addEventListener("online", () => soon(0));
  addEventListener("visibilitychange", () => { if (shared && !document.hidden) soon(0); });
  addEventListener("leaving", (event) => {
    leaving = true;
    event.detail.push(send({ last: true }));
  });
  // Where the person was, so that they come back to the same field.
  form.addEventListener("focusin", ({ target }) => {
    if (target.id && !target.matches("button")) history.replaceState(null, "", "#" + target.id);
  });
  addEventListener("beforeunload", (event) => {
    if (shared && !leaving && !same(typed(), safe)) event.preventDefault();
  });
  addEventListener("pagehide", () => { if (!leaving) { keepHere(); send({ last: true }); } });

  putBack();
  hide();
})();
