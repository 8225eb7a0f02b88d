// What a page looks like at its present width, for looking.py. Every function answers with sentences.

const told = (element) =>
  `${element.localName}${element.id && `#${element.id}`}${element.className && `.${element.getAttribute("class")}`}` +
  ` “${element.textContent.trim().slice(0, 40)}”`;
const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const hiddenOnPurpose = (element) => element.closest(".sr, .skip, svg, thead");

window.looking = {
  // Nothing stands out of the window, and no word is cut off.
  fit() {
    const found = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) found.push(`page is ${wide} wide`);
    for (const element of document.body.querySelectorAll("*")) {
      if (!seen(element) || hiddenOnPurpose(element) || element.closest(".scroll *, pre *")) continue;
      const box = element.getBoundingClientRect();
      if (box.width && (box.right > innerWidth + 1 || box.left < -1)) found.push(`out of the window: ${told(element)}`);
      const field = element.matches("input, textarea, select, .scroll, pre");
      const cut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible";
      if (!field && cut && element.clientWidth) found.push(`cut off: ${told(element)}`);
    }
    return found;
  },

  // Which elements are shown, in which columns: equal for two widths of the same layout. A drawing
  // that nobody is told of, such as the mark beside our name, makes no other layout.
  layout() {
    return [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest("svg[aria-hidden]"))
      .map((element) => (seen(element) ? getComputedStyle(element).gridTemplateColumns.split(" ").length : 0))
      .join("");
  },

  // One title; no heading more than a level below the one before it.
  headings() {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => Number(each.localName[1]));
    const skipped = levels.some((level, place) => level > (levels[place - 1] ?? 0) + 1);
    return [
      ...(levels.filter((level) => level === 1).length === 1 ? [] : ["not exactly one h1"]),
      ...(skipped ? [`headings skip a level: ${levels}`] : []),
    ];
  },

  // What the keyboard reaches, for `steps` below. Of a group of radio buttons it reaches one.
  reachable() {
    const groups = new Set();
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((element) => {
      if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.type !== "radio") return element.tabIndex >= 0;
      const group = document.getElementsByName(element.name);
      const first = [...group].find((each) => each.checked) ?? group[0];
      return element === first && !groups.has(element.name) && groups.add(element.name);
    });
  },

  // Starts to write down each step of the keyboard. Answers with the number of steps to expect.
  watch() {
    this.steps = [];
    document.addEventListener("focusin", ({ target }) => {
      if (this.steps.includes(target)) return; // once round
      this.steps.push(target);
      this.mistakes.push(...this.step(target));
    });
    this.mistakes = [];
    return this.reachable().length;
  },

  step(element) {
    const found = [];
    const place = this.steps.length;
    const before = this.steps[place - 2];
    if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
      found.push(`out of order: ${told(element)} after ${told(before)}`);
    const marked = [element, ...document.querySelectorAll(":has(> :focus-visible) > label")];
    if (!marked.some((each) => parseFloat(getComputedStyle(each).outlineWidth) >= 2 && getComputedStyle(each).outlineStyle !== "none"))
      found.push(`focus can't be seen: ${told(element)}`);
    let box = element.getClientRects()[0];
    if (box?.bottom > innerHeight) element.scrollIntoView({ block: "center" }); // as the browser will
    box = element.getClientRects()[0];
    if (!box || box.width < 2 || box.height < 2) return [...found, `focus on something hidden: ${told(element)}`];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (!top) return [...found, `focus out of sight: ${told(element)}`];
    if (!element.contains(top) && !top.contains(element) && !top.closest("label")?.contains(element) && top.closest("label")?.control !== element)
      found.push(`covered by ${told(top)}: ${told(element)}`);
    return found;
  },

  // After the last step: whatever the keyboard did not reach.
  walked() {
    const missed = this.reachable().filter((each) => !this.steps.includes(each));
    return [...this.mistakes, ...missed.map((each) => `not reached: ${told(each)}`)];
  },
};
