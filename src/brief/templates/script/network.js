// The network figure made explorable. The page reads whole without it.
"use strict";
(function () {
  const drawing = document.getElementById("network-drawing");
  const panel = document.querySelector(".explorer");
  const chosen = document.getElementById("chosen");
  if (!drawing || !panel || !chosen) return;
  const view = drawing.querySelector(".view");
  const people = Array.from(view.querySelectorAll(".person"));
  const ties = Array.from(view.querySelectorAll(".tie"));
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const whole = view.viewBox.baseVal;
  const start = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let box = Object.assign({}, start);
  let current = -1;
  drawing.classList.add("explored");
  // A picture becomes a group of things to walk through.
  drawing.setAttribute("role", "group");
  panel.hidden = false;

  function show() {
    view.setAttribute("viewBox", [box.x, box.y, box.width, box.height].join(" "));
    // Names keep their size on the screen.
    view.style.setProperty("--zoom", Math.max(0.25, box.width / start.width));
  }
  function zoom(factor, x, y) {
    const width = Math.min(start.width, Math.max(start.width / 24, box.width * factor));
    const height = width * start.height / start.width;
    const part = width / box.width;
    box = { x: x - (x - box.x) * part, y: y - (y - box.y) * part, width: width, height: height };
    hold();
  }
  function hold() {
    box.x = Math.min(start.x + start.width - box.width, Math.max(start.x, box.x));
    box.y = Math.min(start.y + start.height - box.height, Math.max(start.y, box.y));
    show();
  }
  function middle(zoomIn) {
    zoom(zoomIn ? 0.7 : 1 / 0.7, box.x + box.width / 2, box.y + box.height / 2);
  }
  function place(event) {
    const rect = view.getBoundingClientRect();
    return { x: box.x + (event.clientX - rect.left) / rect.width * box.width, y: box.y + (event.clientY - rect.top) / rect.height * box.height };
  }
  function line(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }
  function clear() {
    people.concat(ties).forEach(function (element) { element.classList.remove("on", "faint"); });
    if (current >= 0) people[current].setAttribute("tabindex", "-1");
    current = -1;
    people[0].setAttribute("tabindex", "0");
    chosen.hidden = true;
  }
  function choose(index, look) {
    clear();
    people[0].setAttribute("tabindex", "-1");
    current = index;
    const near = new Set([String(index)]);
    ties.forEach(function (tie) {
      const own = tie.dataset.a === String(index) || tie.dataset.b === String(index);
      tie.classList.toggle("faint", !own);
      if (own) { near.add(tie.dataset.a); near.add(tie.dataset.b); }
    });
    people.forEach(function (person, i) { person.classList.toggle("faint", !near.has(String(i))); });
    const person = people[index];
    person.classList.add("on");
    person.setAttribute("tabindex", "0");
    chosen.replaceChildren(line("strong", person.dataset.name));
    const facts = [person.dataset.role, person.dataset.circle].filter(Boolean).join(", ");
    if (facts) chosen.append(" – " + facts);
    if (person.dataset.why) chosen.append(line("p", person.dataset.why));
    chosen.hidden = false;
    if (look) {
      const at = person.querySelector(".mark").getBBox();
      box.width = Math.min(box.width, start.width / 2.5);
      box.height = box.width * start.height / start.width;
      box.x = at.x + at.width / 2 - box.width / 2;
      box.y = at.y + at.height / 2 - box.height / 2;
      hold();
    }
  }
  function step(index, direction) {
    // The nearest person in the direction of the arrow.
    const from = people[index].querySelector(".mark").getBBox();
    const x = from.x + from.width / 2, y = from.y + from.height / 2;
    let best = -1, least = Infinity;
    people.forEach(function (person, i) {
      if (i === index) return;
      const to = person.querySelector(".mark").getBBox();
      const dx = to.x + to.width / 2 - x, dy = to.y + to.height / 2 - y;
      const along = dx * direction[0] + dy * direction[1];
      const across = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
      if (along > 1 && along + 2 * across < least) { least = along + 2 * across; best = i; }
    });
    return best;
  }

  people.forEach(function (person, i) {
    person.setAttribute("tabindex", i === 0 ? "0" : "-1");
    person.setAttribute("role", "button");
    person.setAttribute("aria-label", [person.dataset.name, person.dataset.role, person.dataset.circle].filter(Boolean).join(", "));
    person.addEventListener("click", function () { if (!moved) choose(i, false); });
    if (person.dataset.role || i < 300) {
      const option = document.createElement("option");
      option.value = person.dataset.name;
      found.append(option);
    }
  });
  view.addEventListener("keydown", function (event) {
    const index = people.indexOf(event.target);
    if (index < 0) return;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key in arrows) {
      const next = step(index, arrows[event.key]);
      if (next >= 0) { choose(next, false); people[next].focus(); }
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === " ") {
      choose(index, false);
      event.preventDefault();
    } else if (event.key === "+" || event.key === "=") {
      middle(true);
    } else if (event.key === "-") {
      middle(false);
    } else if (event.key === "Escape") {
      clear();
    }
  });
  let held = null, moved = false;
  view.addEventListener("pointerdown", function (event) {
    moved = false;
    if (event.pointerType === "touch" && box.width === start.width) return;
    held = { x: event.clientX, y: event.clientY, box: Object.assign({}, box) };
  });
  window.addEventListener("pointermove", function (event) {
    if (!held) return;
    const rect = view.getBoundingClientRect();
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (Math.abs(dx) + Math.abs(dy) < 4) return;
    moved = true;
    view.classList.add("held");
    box.x = held.box.x - dx / rect.width * box.width;
    box.y = held.box.y - dy / rect.height * box.height;
    hold();
  });
  window.addEventListener("pointerup", function () { held = null; view.classList.remove("held"); });
  view.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const at = place(event);
    zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, at.x, at.y);
  }, { passive: false });
  view.addEventListener("dblclick", function (event) {
    const at = place(event);
    zoom(0.6, at.x, at.y);
  });
  panel.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do === "in") middle(true);
    else if (button.dataset.do === "out") middle(false);
    else { box = Object.assign({}, start); show(); clear(); }
  });
  find.addEventListener("input", function () {
    const wanted = find.value.trim().toLowerCase();
    if (!wanted) { clear(); return; }
    const name = function (person) { return person.dataset.name.toLowerCase(); };
    let index = people.findIndex(function (person) { return name(person) === wanted; });
    if (index < 0) index = people.findIndex(function (person) { return name(person).startsWith(wanted); });
    if (index < 0) index = people.findIndex(function (person) { return name(person).includes(wanted); });
    if (index >= 0) choose(index, true);
    else { clear(); chosen.textContent = panel.dataset.empty; chosen.hidden = false; }
  });
})();
