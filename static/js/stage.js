// Keeps a screen of the pitch day true: the clock by the server's time, the rest by asking a small
// address for a number every two seconds. Without a network the clock goes on and the screen says so.
// Without this script the page loads itself again.
(() => {
  const area = () => document.getElementById("live");
  if (!area() || !window.fetch) return;
  const EVERY = 2000;
  const PATIENCE = 4000;
  const lost = document.getElementById("lost");
  let first = Number(area().dataset.at);
  let since = performance.now();
  let drawn = first;
  let tag = "";
  let heard = 0;
  let busy = false;

  const now = () => first + performance.now() - since;

  const tick = () => {
    for (const clock of document.querySelectorAll("[data-left]")) {
      const gone = "runs" in clock.dataset ? now() - drawn : 0;
      const seconds = Math.floor((Number(clock.dataset.left) - gone) / 1000);
      const size = Math.abs(seconds);
      const text = (seconds < 0 ? "−" : "") + Math.floor(size / 60) + ":" + String(size % 60).padStart(2, "0");
      if (clock.textContent.trim() !== text) clock.querySelector("bdi").textContent = text;
      clock.classList.toggle("is-over", seconds < 0);
      clock.classList.toggle("is-last", seconds >= 0 && seconds <= 60);
    }
  };

  const say = (gone) => {
    if (!lost || lost.hidden === !gone) return;
    if (gone) {
      const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: area().dataset.zone };
      const time = new Date(heard || drawn).toLocaleTimeString(document.documentElement.lang + "-u-nu-latn", options);
      lost.textContent = lost.dataset.words.replace("{time}", time);
    }
    lost.hidden = !gone;
  };

  const draw = async () => {
    const answer = await fetch(area().dataset.page || location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("live");
    if (!fresh) return;
    const open = document.activeElement && area().contains(document.activeElement);
    const held = open && document.activeElement.name ? [document.activeElement.name, document.activeElement.value] : null;
    area().replaceWith(fresh);
    drawn = Number(fresh.dataset.at);
    if (held) {
      const same = [...fresh.querySelectorAll("button")].find((each) => each.name === held[0] && each.value === held[1]);
      (same || fresh.querySelector("button, a"))?.focus();
    }
    tick();
  };

  const ask = async () => {
    if (busy) return;
    busy = true;
    const asked = performance.now();
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(area().dataset.ask, { cache: "no-store", signal: stop.signal, headers: tag ? { "If-None-Match": tag } : {} });
      if (answer.status === 200) {
        const told = await answer.json();
        const answered = performance.now();
        first = told.t + (answered - asked) / 2;
        since = answered;
        tag = answer.headers.get("ETag") || "";
        if (told.n !== area().dataset.number) await draw();
      } else if (answer.status !== 304) {
        throw new Error(answer.status);
      }
      // Times that are said move with the clock, also when nobody presses a button.
      if (now() > Number(area().dataset.again || Infinity)) await draw();
      heard = now();
      say(false);
    } catch {
      tag = "";
      say(true);
    } finally {
      clearTimeout(late);
      busy = false;
    }
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-press]")) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    for (const each of form.querySelectorAll("button")) each.disabled = true;
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body, redirect: "manual" });
      if (answer.type !== "opaqueredirect" && !answer.ok) throw new Error(answer.status);
      location.reload();
    } catch {
      for (const each of form.querySelectorAll("button")) each.disabled = false;
      say(true);
    }
  });

  tick();
  setInterval(tick, 250);
  ask();
  setInterval(ask, EVERY);
})();
