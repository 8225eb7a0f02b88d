// The quick way out: the button, or Esc three times. Hides the page at once, lets what was typed
// reach the server, and puts a neutral page in place of this one. Without it the button does the same
// through the server. On a shared phone it also goes to the lock after five quiet minutes.
(() => {
  const form = document.querySelector("form[data-leave]");
  if (!form || !window.fetch) return;
  const QUIET = 5 * 60 * 1000;
  const LONGEST_WAIT = 1500;
  let presses = [];
  let quiet = 0;

  const settled = () => {
    const event = new CustomEvent("leaving", { detail: [] });
    dispatchEvent(event);
    const late = new Promise((done) => setTimeout(done, LONGEST_WAIT));
    return Promise.race([Promise.allSettled(event.detail), late]);
  };

  // The words of a form that is not to be sent yet go along, and are offered again later.
  const words = () => {
    const button = form.querySelector("button");
    if (!button.hasAttribute("formaction")) return undefined;
    const texts = [...new FormData(button.form)].filter(([, value]) => typeof value === "string");
    return new URLSearchParams([...texts, [button.name, button.value]]);
  };
  const away = () =>
    fetch(form.action, { method: "POST", body: words(), redirect: "manual", keepalive: true }).catch(() => {});

  const leave = async () => {
    document.title = form.dataset.title;
    document.body.hidden = true;
    await settled();
    await away();
    document.body.replaceChildren();
    location.replace(form.dataset.today);
  };

  const lock = async () => {
    document.body.hidden = true;
    await settled();
    if (words()) await away();
    const next = encodeURIComponent(location.pathname + location.search + location.hash);
    location.replace(`${form.dataset.locked}?next=${next}`);
  };

  const wake = () => {
    if (!form.dataset.locked) return;
    clearTimeout(quiet);
    quiet = setTimeout(lock, QUIET);
  };

  // The part of the address behind # never reaches the server: the lock carries it to the PIN.
  const next = document.querySelector("input[data-with-field]");
  if (next && location.hash && !next.value.includes("#")) next.value += location.hash;

  form.querySelector("[data-keys]").hidden = false;
  form.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keydown", (event) => {
    wake();
    presses = event.key === "Escape" ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && presses[2] - presses[0] < 2000) leave();
  });
  for (const each of ["input", "pointerdown", "scroll"]) addEventListener(each, wake, { passive: true });
  wake();
})();
