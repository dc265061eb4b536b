"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const page = document.documentElement;
  const say = (text, wrong = false) => {
    const place = $(wrong ? "#alert" : "#said");
    if (!place) return;
    place.textContent = "";
    // A region that says the same again must change to be read again.
    setTimeout(() => { place.textContent = text; }, 30);
    clearTimeout(place.going);
    if (!wrong) place.going = setTimeout(() => { place.textContent = ""; }, 4000);
    if (!wrong) $("#alert").textContent = "";
  };
  const word = (key) => page.dataset[key] || "";
  let name = "";
  try {
    name = sessionStorage.getItem("window") || Math.random().toString(36).slice(2, 10);
    sessionStorage.setItem("window", name);
  } catch { name = Math.random().toString(36).slice(2, 10); }

  // ---- Asking the program
  const ask = async (path, body) => {
    let answer;
    try {
      answer = await fetch(path, body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    } catch {
      say(word("lost"), true);
      return null;
    }
    page.classList.remove("lost");
    return answer;
  };
  const fresh = async (path = location.href) => {
    const answer = await ask(path);
    if (!answer || !answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // ---- Showing anew what stands in the page, and staying where one was
  const swap = (id, other) => {
    const here = document.getElementById(id);
    const there = other && other.getElementById(id);
    if (!here || !there) return;
    const open = [...here.querySelectorAll("details[open][id]")].map((one) => one.id);
    const focus = document.activeElement && here.contains(document.activeElement) ? document.activeElement.id : "";
    here.replaceWith(there);
    open.forEach((one) => { const again = document.getElementById(one); if (again) again.open = true; });
    if (focus) { const again = document.getElementById(focus); if (again) again.focus({ preventScroll: true }); }
  };
  let refreshing = false;
  const refresh = async () => {
    if (refreshing) return;
    refreshing = true;
    const other = await fresh();
    refreshing = false;
    if (!other) return;
    for (const id of ["notices", "steps", "main"]) swap(id, other);
    page.dataset.revision = other.documentElement.dataset.revision;
    arrange();
  };

  // ---- Changes
  const pending = new Map();
  let last = Promise.resolve();
  const scope = (element) => element.closest("[data-seen]");
  const valueOf = (element) => {
    if (element.dataset.from) return document.getElementById(element.dataset.from).value;
    if (element.dataset.value !== undefined) return JSON.parse(element.dataset.value);
    let value = element.value;
    if (element.type === "number") value = element.value === "" ? null : Math.max(0, Math.round(Number(element.value)));
    if (element.dataset.args !== undefined) return [...JSON.parse(element.dataset.args), value];
    return value;
  };
  const changeOf = (element) => {
    if (element.dataset.card) return { card: { slug: element.closest("[data-slug]").dataset.slug, edit: { [element.dataset.card]: valueOf(element) } } };
    return { sheet: { [element.dataset.sheet]: valueOf(element) } };
  };
  const change = (element, body) => {
    // One after the other: the version of the second is the answer to the first.
    last = last.then(async () => {
      const holder = scope(element);
      const answer = await ask("/change", { seen: holder.dataset.seen, window: name, change: body });
      if (!answer) { element.classList.add("unsaved"); return; }
      const said = await answer.json();
      if (answer.ok) {
        element.classList.remove("unsaved");
        document.querySelectorAll(`[data-unit="${holder.dataset.unit}"]`).forEach((one) => { one.dataset.seen = said.version; });
        page.dataset.revision = said.revision;
        say(said.said);
        if (element.dataset.refresh !== undefined) await refresh(); else await refreshSteps();
      } else if (answer.status === 409) {
        await meanwhile(element, said);
      } else {
        element.classList.add("unsaved");
        say(said.said, true);
      }
    });
    return last;
  };
  const refreshSteps = async () => swap("steps", await fresh());
  // Somebody else was quicker: nothing is overwritten, and nothing typed is lost.
  const meanwhile = async (element, said) => {
    say(said.said, true);
    const other = await fresh();
    if (!other) return;
    const typed = "value" in element && element.dataset.value === undefined;
    const theirs = element.id && other.getElementById(element.id);
    if (!typed || !theirs) { await refresh(); say(said.said, true); return; }
    const holder = scope(element);
    const seen = scope(theirs);
    element.parentElement.querySelector(".conflict")?.remove();
    const box = document.createElement("div");
    box.className = "conflict callout";
    const text = document.createElement("p");
    text.textContent = word("theirs") + " " + (theirs.value || "–");
    const mine = document.createElement("button");
    mine.type = "button"; mine.textContent = word("keepmine");
    mine.onclick = () => { holder.dataset.seen = seen.dataset.seen; box.remove(); change(element, changeOf(element)); };
    const take = document.createElement("button");
    take.type = "button"; take.textContent = word("taketheirs");
    take.onclick = () => { box.remove(); element.classList.remove("unsaved"); element.value = theirs.value; holder.dataset.seen = seen.dataset.seen; refresh(); };
    box.append(text, mine, " ", take);
    element.classList.add("unsaved");
    element.after(box);
    mine.focus();
  };
  const save = (element) => {
    clearTimeout(pending.get(element));
    pending.delete(element);
    return change(element, changeOf(element));
  };
  document.addEventListener("input", (event) => {
    const element = event.target;
    if (element.id === "files") return;
    if (element.id === "k") { slide(element); return; }
    if (element.id === "find-people") { look(element); return; }
    if (element.id === "plan-size") { plan(element); return; }
    if (!element.dataset.card && !element.dataset.sheet) return;
    element.classList.add("unsaved");
    clearTimeout(pending.get(element));
    pending.set(element, setTimeout(() => save(element), 250));
  });
  document.addEventListener("change", (event) => {
    if (pending.has(event.target)) save(event.target);
  });
  // Closing the window loses at most the keystroke in flight.
  addEventListener("pagehide", () => { for (const element of pending.keys()) { if (scope(element)) fetch("/change", { method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body: JSON.stringify({ seen: scope(element).dataset.seen, window: name, change: changeOf(element) }) }); } });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.card || button.dataset.sheet) { event.preventDefault(); change(button, changeOf(button)); }
    else if (button.dataset.step) step(button.dataset.step);
    else if (button.id === "theme") theme();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sheetForm) {
      event.preventDefault();
      const value = {};
      for (const [key, one] of new FormData(form)) value[key] = one;
      const kinds = { plan: () => value, ask: () => [value.question, value.answers], session: () => ({ date: value.date, who: value.who, present: value.present === "" ? null : Number(value.present) }) };
      change(form, { sheet: { [form.dataset.sheetForm]: kinds[form.dataset.sheetForm]() } }).then(() => { if (form.isConnected && form.dataset.sheetForm !== "session") form.reset(); });
    } else if (form.dataset.part) {
      event.preventDefault();
      part(form);
    }
  });
  const step = async (which) => {
    await last;
    const answer = await ask("/" + which, { window: name });
    if (!answer) return;
    const said = await answer.json();
    await refresh();
    say(said.said, !answer.ok);
  };
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "range";
    if ((event.ctrlKey || event.metaKey) && !typing && !event.altKey) {
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) { event.preventDefault(); step("undo"); }
      else if (key === "y" || (key === "z" && event.shiftKey)) { event.preventDefault(); step("redo"); }
    }
  });

  // ---- The slider over the number of groups
  let sliding = 0;
  const slide = async (slider) => {
    const turn = ++sliding;
    const answer = await ask("/part/number?k=" + slider.value);
    if (!answer || !answer.ok || turn !== sliding) return;
    const other = new DOMParser().parseFromString(await answer.text(), "text/html");
    swap("number", other);
    const shown = $("#number");
    slider.setAttribute("aria-valuetext", shown.dataset.text);
    history.replaceState(null, "", "?k=" + slider.value);
    say(shown.dataset.text);
  };

  // ---- Forms whose answer stands in the page: questions, trials
  const part = async (form) => {
    const value = {};
    for (const [key, one] of new FormData(form)) (value[key] ??= []).push(one);
    const answer = await ask(form.getAttribute("action"), value);
    if (!answer) return;
    if (!answer.ok) { const said = await answer.json().catch(() => ({})); say(said.said || word("lost"), true); return; }
    const other = new DOMParser().parseFromString(await answer.text(), "text/html");
    swap(form.dataset.part, other);
    const shown = document.getElementById(form.dataset.part);
    if (shown?.dataset.text) say(shown.dataset.text);
    arrange();
  };

  // ---- People and the plan
  let looking;
  const look = (field) => {
    clearTimeout(looking);
    looking = setTimeout(async () => {
      const answer = await ask("/part/people?q=" + encodeURIComponent(field.value));
      if (!answer || !answer.ok) return;
      swap("people", new DOMParser().parseFromString(await answer.text(), "text/html"));
      say($("#people").dataset.text);
    }, 150);
  };
  const plan = (slider) => {
    const size = Number(slider.value);
    const rows = [...document.querySelectorAll("#plan tbody tr")];
    rows.forEach((row, at) => { row.hidden = at >= size; });
    const edge = rows[Math.min(size, rows.length) - 1];
    if (!edge) return;
    $("#plan-said").textContent = edge.dataset.said;
    slider.setAttribute("aria-valuetext", edge.dataset.said);
  };

  // ---- Files dropped on the page
  const send = async (files) => {
    for (const file of files) {
      say(word("sending") + " " + file.name);
      const answer = await fetch("/data/file?name=" + encodeURIComponent(file.name), { method: "PUT", body: file }).catch(() => null);
      if (!answer) { say(word("lost"), true); return; }
      if (!answer.ok) { await refresh(); say(await answer.text(), true); return; }
    }
    await refresh();
  };
  document.addEventListener("change", (event) => { if (event.target.id === "files") send(event.target.files); });
  document.addEventListener("dragover", (event) => { if ($("#drop")) { event.preventDefault(); $("#drop").classList.add("over"); } });
  document.addEventListener("dragleave", () => $("#drop")?.classList.remove("over"));
  document.addEventListener("drop", (event) => { if ($("#drop")) { event.preventDefault(); $("#drop").classList.remove("over"); send(event.dataTransfer.files); } });

  // ---- Light and dark
  const theme = () => {
    const dark = page.dataset.theme ? page.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    page.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("entourage-theme", page.dataset.theme); } catch { /* not kept */ }
  };

  // ---- What other windows, the disk and the preparation do
  const arrange = () => {
    const slider = $("#plan-size");
    if (slider) plan(slider);
    if (location.hash.length > 1) { const one = document.getElementById(decodeURIComponent(location.hash.slice(1))); if (one && one.tagName === "DETAILS") one.open = true; }
  };
  const busy = () => pending.size > 0 || $(".unsaved") || $(".conflict");
  const pulse = async () => {
    const waiting = $("[data-waiting]");
    const answer = await fetch("/pulse").catch(() => null);
    if (!answer) {
      if (!page.classList.contains("lost")) { page.classList.add("lost"); say(word("lost"), true); }
    } else if (answer.ok) {
      if (page.classList.contains("lost")) { page.classList.remove("lost"); $("#alert").textContent = ""; document.querySelectorAll(".unsaved").forEach((element) => { if (element.dataset.card || element.dataset.sheet) save(element); }); }
      const now = await answer.json();
      // What was waited for is there: its page has another head, and maybe another language.
      if (waiting && waiting.dataset.waiting && now.ready) { location.reload(); return; }
      if (String(now.revision) !== page.dataset.revision && !busy()) {
        const typing = document.activeElement && /^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "range";
        if (!typing) await refresh();
        else swap("notices", await fresh());
      }
    }
    setTimeout(pulse, waiting ? 400 : 2000);
  };
  setTimeout(pulse, 400);
  arrange();
})();
