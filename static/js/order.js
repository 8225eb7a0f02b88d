// Drags the pitches of a running order with mouse or finger, or moves them with the arrow keys. The
// order goes to the server with the form's own fields. Without this script there are buttons.
(() => {
  const form = document.querySelector("[data-order]");
  if (!form) return;
  const list = form.querySelector("ol");
  const said = form.querySelector("[data-said]");
  const hint = form.querySelector("[data-hint]");
  const say = (row) => {
    const place = [...list.children].indexOf(row) + 1;
    said.textContent = said.dataset.said.replace("{name}", row.dataset.name).replace("{place}", place);
  };
  const move = (row, step) => {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    row.querySelector(".handle").focus();
    say(row);
  };
  hint.hidden = false;
  for (const handle of list.querySelectorAll(".handle")) {
    const row = handle.closest("li");
    handle.hidden = false;
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(row, step);
    });
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      row.classList.add("is-dragged");
    });
    handle.addEventListener("pointermove", (event) => {
      if (!row.classList.contains("is-dragged")) return;
      for (const other of list.children) {
        if (other === row) continue;
        const box = other.getBoundingClientRect();
        if (event.clientY < box.top || event.clientY > box.bottom) continue;
        if (event.clientY < box.top + box.height / 2) other.before(row);
        else other.after(row);
        break;
      }
    });
    const drop = () => {
      if (!row.classList.contains("is-dragged")) return;
      row.classList.remove("is-dragged");
      say(row);
    };
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", drop);
  }
})();
