// Without it every page still works: forms are sent by their buttons.
"use strict";

// A form dropped anywhere on the frame is sent at once.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

// What a form would do is asked for while it is filled in; the parts named live-… are put in its place.
let asking = null;
async function ask(form, submitter) {
  if (asking) { asking.abort(); }
  asking = new AbortController();
  const body = new FormData(form, submitter);
  body.set("live", "1");
  document.body.classList.add("busy");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, signal: asking.signal });
    const ours = answer.status === 200 || answer.status === 422;
    if (ours) { put(await answer.text(), form.dataset.part || ""); }
    document.getElementById("lost").hidden = ours;
  } catch (error) {
    if (error.name === "AbortError") { return; }
    document.getElementById("lost").hidden = false;
  }
  document.body.classList.remove("busy");
}
function put(text, part) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const held = document.activeElement, top = held.getBoundingClientRect().top;
  for (const now of document.querySelectorAll(`[id^="live-${part}"]`)) {
    const next = page.getElementById(now.id);
    if (next) { merge(now, document.adoptNode(next)); }
  }
  scrollBy(0, held.getBoundingClientRect().top - top); // where one was typing stays where it was,
  if (held !== document.body && top >= 0 && top < innerHeight) { held.scrollIntoView({ block: "nearest" }); } // and uncovered
}
// Only what differs is put in place: hundreds of names need not be laid out anew for a number beside them.
function merge(now, next) {
  if (now.isEqualNode(next)) { return; }
  const [here, there] = [[...now.childNodes], [...next.childNodes]];
  if (now.nodeType !== 1 || now.nodeName !== next.nodeName || (!now.id && here.length !== there.length)) {
    now.replaceWith(next);
  } else if (here.length !== there.length || !here.length) {
    now.replaceChildren(...there);
  } else {
    for (const { name } of [...now.attributes]) { if (!next.hasAttribute(name)) { now.removeAttribute(name); } }
    for (const { name, value } of next.attributes) { now.setAttribute(name, value); }
    here.forEach((each, at) => merge(each, there[at]));
  }
}
for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("change", (event) => { if (event.target.name !== "name") { ask(form, form.querySelector("[data-try]")); } });
}

// A list of which some is still being read looks again.
const again = document.querySelector("[data-again]");
if (again) { setTimeout(() => location.reload(), 1000 * Number(again.dataset.again)); }

// On a matter that has the focus: a digit chooses the level, J and K go to the next and the one before.
const matters = [...document.querySelectorAll(".matter")];
for (const [at, matter] of matters.entries()) {
  matter.addEventListener("keydown", (event) => {
    if (event.target !== matter || event.ctrlKey || event.altKey || event.metaKey) { return; }
    const to = { j: at + 1, k: at - 1, ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    const level = matter.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (to !== undefined && matters[to]) {
      event.preventDefault();
      matters[to].focus();
    } else if (level) {
      event.preventDefault();
      level.checked = true;
      level.focus();
      level.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

// A slider sets the field beside it, and is asked of at every move, one question at a time.
for (const form of document.querySelectorAll("form[data-slide]")) {
  form.addEventListener("input", (event) => {
    const slider = event.target.closest("input[type=range]");
    const field = slider ? document.getElementById(slider.dataset.for) : event.target;
    if (slider) { field.value = slider.value; }
    for (const one of form.querySelectorAll("input[type=range]")) {
      if (one !== slider && one.dataset.for === field.id) { one.value = field.value; }
    }
    field.closest(".number")?.classList.toggle("changed", field.value !== field.defaultValue);
    if (slider) { ask(form, null); }
  });
}
