// What a form tells of its mistakes, for test_applying_errors.py.

window.mistakes = {
  // Types and chooses, without the help of the browser.
  put: (values) => {
    for (const [name, value] of Object.entries(values)) {
      const field = document.querySelector(`main [name="${name}"]`);
      if (!field) throw new Error(`no ${name} on ${location.pathname}: ${document.querySelector("h1")?.textContent}`);
      if (field.type === "date") field.type = "text";
      if (field.type === "radio") document.querySelector(`main [name="${name}"][value="${value}"]`).checked = true;
      else field.value = value;
    }
  },

  // Where the keyboard is, where the summary leads, what is marked as wrong and said to be.
  // The browser obeys `autofocus` when it first draws the page, which may be after it has loaded.
  told: async () => {
    await new Promise(requestAnimationFrame);
    const found = [];
    const exists = (id) => document.getElementById(id);
    const summary = document.querySelector(".error-summary");
    if (summary) {
      const links = [...summary.querySelectorAll("a")].filter((each) => each.getAttribute("href").startsWith("#"));
      if (links.length && document.activeElement !== summary) found.push("the keyboard is not at the summary");
      for (const link of links) {
        const goal = exists(link.hash.slice(1));
        if (!goal) found.push(`the summary leads nowhere: ${link.hash}`);
        else if (!goal.matches("input, select, textarea, button")) found.push(`the summary leads to no field: ${link.hash}`);
      }
    }
    for (const field of document.querySelectorAll("main .has-error, main .field:has(.errorlist)")) {
      const invalid = field.querySelectorAll("[aria-invalid=true]");
      const words = field.querySelector(".errorlist");
      if (!invalid.length) found.push(`not marked as wrong: ${field.textContent.trim().slice(0, 30)}`);
      for (const each of invalid) {
        const told = [each, each.closest("fieldset")].flatMap((one) => (one?.getAttribute("aria-describedby") ?? "").split(" "));
        if (words && !told.some((id) => exists(id)?.contains(words) || words.contains(exists(id)))) found.push(`does not tell its mistake: ${each.name}`);
      }
    }
    for (const each of document.querySelectorAll("[aria-describedby]"))
      for (const id of each.getAttribute("aria-describedby").split(" "))
        if (id && !exists(id)) found.push(`described by nothing: ${each.name || each.localName} ${id}`);
    return found;
  },

  // What stands over a zoomed page wherever it is scrolled.
  covers: () => [...document.querySelectorAll("body *")]
    .filter((each) => ["fixed", "sticky"].includes(getComputedStyle(each).position) && each.checkVisibility())
    .map((each) => [each.className, each.getBoundingClientRect()])
    .filter(([, box]) => box.height > innerHeight / 3 && box.width > innerWidth / 2)
    .map(([name]) => `covers the page: ${name}`),
};
