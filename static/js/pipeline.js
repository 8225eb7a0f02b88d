// Keys in the officers' list, while the keyboard stands in it: j next row, k row before, x choose.
// Without this script Tab and Space do the same.
(() => {
  const list = document.querySelector("[data-list-keys]");
  if (!list) return;
  const rows = [...list.querySelectorAll("tbody tr")];
  const typing = "input:not([type=checkbox]), select, textarea";
  list.querySelector("[data-keys-hint]").hidden = false;
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(typing)) return;
    const here = rows.indexOf(event.target.closest("tr"));
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const next = rows[here + step];
      if (next) next.querySelector("th a").focus();
    } else if (event.key === "x" && here >= 0) {
      rows[here].querySelector("[name=pick]").click();
    } else return;
    event.preventDefault();
  });
})();
