// While a long piece of work goes on ([data-goes-on]): looks every two seconds how far it is, and loads
// the page again when it is over. Without this script the page loads itself again.
(() => {
  const area = document.querySelector("[data-goes-on]");
  if (!area || !window.fetch) return;
  const EVERY = 2000;
  const words = area.querySelector("[data-words]");

  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-goes-on] [data-words]");
        if (!fresh) return location.reload();
        if (words.textContent !== fresh.textContent) words.textContent = fresh.textContent;
      }
    } catch {
      // No network: it is asked again.
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
