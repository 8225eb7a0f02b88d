// Puts the further parts of an application under the first, so that all of it can be read without
// a network while the page stays open. Nothing is stored. Without it each part is a page to go to.
(() => {
  const further = document.querySelector("[data-further]");
  if (!further || !window.fetch) return;
  const said = further.querySelector("[role=status]");
  let next = further.dataset.further;
  let asking = false;

  const say = () => {
    said.hidden = false;
    said.textContent = next ? said.dataset.missing : said.dataset.whole;
  };

  // Who is signed out, locked out or kept out gets another page: then the link stays, and asks.
  const partAt = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-part]") && page;
  };

  const readOn = async () => {
    if (asking) return;
    asking = true;
    try {
      for (let page; next && (page = await partAt(next)); ) {
        further.before(...page.querySelector("[data-part]").children);
        const link = page.querySelector("a[rel=next]");
        next = link ? link.getAttribute("href") : "";
        if (link) further.querySelector("a").replaceWith(link);
        else further.querySelector("a").remove();
      }
    } catch {
      // No network: once more when it is back.
    }
    asking = false;
    say();
  };
  addEventListener("online", readOn);
  readOn();
})();
