// Counts down to a moment by the server's clock. Without it, the server's own words stay.
(() => {
  const places = document.querySelectorAll("[data-until]");
  if (!places.length || !window.fetch || !window.Intl) return;
  const locale = document.documentElement.lang + "-u-nu-latn";
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const say = (count, unit) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
  const words = (seconds) => {
    const first = Math.max(0, units.findIndex(([, size]) => seconds >= size));
    const parts = [];
    let rest = seconds;
    for (const [unit, size] of units.slice(first, first + (first ? 3 : 2))) {
      const count = Math.floor(rest / size);
      if (count) parts.push(say(count, unit));
      rest -= count * size;
    }
    return parts.join(" ") || say(0, "second");
  };
  const asked = performance.now();
  fetch("/live", { method: "HEAD", cache: "no-store" }).then((answer) => {
    const server = Date.parse(answer.headers.get("Date"));
    if (!server) return;
    // The header counts whole seconds and was written about half way through the question.
    const answered = performance.now();
    const now = () => server + (answered - asked) / 2 + (performance.now() - answered);
    const tick = () => {
      for (const place of places) {
        const seconds = Math.ceil((Date.parse(place.dataset.until) - now()) / 1000);
        if (seconds > 0) {
          const pattern = place.dataset.words;
          const text = pattern.replace("{left}", words(seconds));
          if (place.textContent !== text) place.textContent = text;
        } else if (place.dataset.over) {
          place.textContent = place.dataset.over;
        }
      }
    };
    tick();
    setInterval(tick, 1000);
    for (const place of document.querySelectorAll("[data-moment]")) {
      const moment = new Date(place.dataset.moment);
      const here = moment.toLocaleString(locale, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      place.textContent = place.dataset.words.replace("{when}", here);
      place.hidden = false;
    }
  }).catch(() => {});
})();
