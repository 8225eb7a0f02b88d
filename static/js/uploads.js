// Sends chosen files in parts while the person goes on, and continues after the network was lost.
// Without it, the form brings the files along when it is sent.
(() => {
  if (!window.fetch || !window.File || !Blob.prototype.arrayBuffer) return;
  const PART = 1024 * 1024;
  const PATIENCE = 3000;
  const TUS = { "Tus-Resumable": "1.0.0" };

  const base64 = (bytes) => btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
  const text64 = (text) => base64(new TextEncoder().encode(text));

  // Waits for the network: a while, or until the browser says that it is back.
  const later = () =>
    new Promise((go) => {
      const timer = setTimeout(go, PATIENCE);
      addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });

  class Refused extends Error {}

  const start = (box) => {
    const form = box.closest("form");
    const words = box.dataset;
    const input = box.querySelector('input[type="file"]');
    const have = box.querySelector('input[type="hidden"]');
    const list = box.querySelector(".upload-list");
    const token = () => form.querySelector('[name="csrfmiddlewaretoken"]').value;
    const ids = () => have.value.split(" ").filter(Boolean);
    let running = 0;
    let line = Promise.resolve();

    const ask = async (address, options, onWait) => {
      for (;;) {
        try {
          const headers = { ...TUS, "X-CSRFToken": token(), ...options.headers };
          const answer = await fetch(address, { ...options, headers, redirect: "manual" });
          if (answer.status < 500) return answer;
        } catch {
          // No network: the server knows how far we were.
        }
        onWait();
        await later();
        if (options.method === "PATCH") return null;
      }
    };

    const changed = () => form.dispatchEvent(new Event("change", { bubbles: true }));

    const keep = (wanted) => {
      have.value = wanted.join(" ");
      changed();
    };

    const row = (name) => {
      const item = document.createElement("li");
      const label = document.createElement("span");
      label.className = "upload-name";
      const title = document.createElement("bdi");
      title.textContent = name;
      const state = document.createElement("span");
      state.className = "meta";
      state.setAttribute("role", "status");
      label.append(title, " ", state);
      const meter = document.createElement("progress");
      meter.max = 1;
      meter.value = 0;
      meter.setAttribute("aria-label", name);
      item.append(label, meter);
      list.append(item);
      return { item, state, meter };
    };

    const dropButton = (item, id, name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button quiet";
      button.textContent = words.drop;
      button.setAttribute("aria-label", `${words.drop}: ${name}`);
      button.addEventListener("click", () => {
        item.remove();
        if (id) keep(ids().filter((each) => each !== id));
        input.focus();
      });
      item.append(button);
    };

    const explain = async (answer) => {
      if (answer.status === 401 || answer.type === "opaqueredirect") return words.signedOut;
      const said = answer.headers.get("Content-Type")?.startsWith("text/plain");
      return (said && (await answer.text())) || words.failed;
    };

    const checksum = async (bytes) => {
      if (!crypto.subtle) return {};
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      return { "Upload-Checksum": `sha256 ${base64(digest)}` };
    };

    const send = async (file, shown) => {
      const waiting = () => { shown.state.textContent = words.waiting; };
      const said = (at) => {
        const share = file.size ? at / file.size : 1;
        shown.meter.value = share;
        shown.state.textContent = words.sending.replace("{percent}", Math.round(share * 100));
      };
      said(0);
      const begun = await ask(box.dataset.uploads, {
        method: "POST",
        headers: {
          "Upload-Length": String(file.size),
          "Upload-Metadata": `filename ${text64(file.name)},kinds ${text64(words.kinds)}`,
        },
      }, waiting);
      if (begun.status !== 201) throw new Refused(await explain(begun));
      const address = begun.headers.get("Location");
      let at = 0;
      for (;;) {
        const bytes = await file.slice(at, at + PART).arrayBuffer();
        const answer = await ask(address, {
          method: "PATCH",
          body: bytes,
          headers: {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": String(at),
            ...(await checksum(bytes)),
          },
        }, waiting);
        if (answer?.status === 204 && answer.headers.get("Upload-File")) {
          return answer.headers.get("Upload-File");
        }
        if (answer?.status === 204) {
          at = Number(answer.headers.get("Upload-Offset"));
        } else if (!answer || answer.status === 409 || answer.status === 460) {
          const where = await ask(address, { method: "HEAD" }, waiting);
          if (!where.ok) throw new Refused(await explain(where));
          if (where.headers.get("Upload-File")) return where.headers.get("Upload-File");
          at = Number(where.headers.get("Upload-Offset"));
        } else {
          throw new Refused(await explain(answer));
        }
        said(at);
      }
    };

    const one = async (file, shown) => {
      try {
        const id = await send(file, shown);
        shown.state.textContent = words.done;
        shown.item.dataset.file = id;
        dropButton(shown.item, id, file.name);
        keep([...ids(), id]);
      } catch (error) {
        shown.item.classList.add("refused");
        shown.state.setAttribute("role", "alert");
        shown.state.textContent = error instanceof Refused ? error.message : words.failed;
        dropButton(shown.item, "", file.name);
      } finally {
        shown.meter.remove();
        running -= 1;
        form.toggleAttribute("data-uploading", running > 0);
      }
    };

    const add = (files) => {
      for (const file of files) {
        if (Number(words.most) === 1) {
          list.replaceChildren();
          have.value = "";
        } else if (ids().length + running >= Number(words.most)) {
          const shown = row(file.name);
          shown.meter.remove();
          shown.item.classList.add("refused");
          shown.state.textContent = words.full;
          dropButton(shown.item, "", file.name);
          continue;
        }
        running += 1;
        const shown = row(file.name);
        line = line.then(() => one(file, shown));
      }
    };

    // A box to tick becomes a button that works at once.
    for (const item of list.querySelectorAll("[data-file]")) {
      item.querySelector(".choice").remove();
      dropButton(item, item.dataset.file, item.querySelector("bdi").textContent);
    }
    input.addEventListener("change", (event) => {
      event.stopPropagation();
      const files = [...input.files];
      input.value = "";
      add(files);
    });
    box.addEventListener("uploads:add", (event) => add(event.detail));
    form.addEventListener("submit", (event) => {
      if (!running) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      line.then(() => form.requestSubmit(button));
    }, { capture: true });
  };

  document.querySelectorAll("[data-uploads]").forEach(start);
})();
