"use strict";
const form = document.getElementById("answers");
const told = document.getElementById("told");
const mark = form.dataset.mark;
const keptAs = "coachlog-letter-" + mark;
const clear = document.getElementById("clear");
let stays = true, unsent = false, cleared = null;
for (const part of document.querySelectorAll(".scripted")) part.style.display = "block";

function collected() {
  const done = [], said = {};
  for (const field of form.elements) {
    if (field.type === "checkbox" && field.checked) done.push(Number(field.name));
    if (field.tagName === "TEXTAREA" && field.value.trim()) said[field.name] = field.value.trim();
  }
  return { coachlog: 1, letter: mark, done, said };
}

function fill(answers) {
  for (const field of form.elements) {
    if (field.type === "checkbox") field.checked = answers.done.includes(Number(field.name));
    if (field.tagName === "TEXTAREA") field.value = String(answers.said[field.name] ?? "");
  }
}

// Some browsers keep nothing of a page that lies on a disk.
function stored(use) {
  try {
    return use(localStorage);
  } catch {
    stays = false;
    return null;
  }
}

function keep() {
  stored((storage) => storage.setItem(keptAs, JSON.stringify(collected())));
  document.getElementById("stays").textContent = stays
    ? "What you type stays in this browser, on this device, until you clear it: do so where others use it, too."
    : "This browser keeps nothing of what you type: copy or save your answers before you close the page.";
}

function bringBack() {
  const text = stored((storage) => storage.getItem(keptAs));
  try {
    const answers = JSON.parse(text);
    if (answers) fill({ done: [...answers.done], said: { ...answers.said } });
  } catch {
    stored((storage) => storage.removeItem(keptAs));
  }
  if (stored((storage) => storage.getItem(keptAs)) !== null || !stays) keep();
}

form.addEventListener("input", () => {
  unsent = true;
  cleared = null;
  clear.textContent = "Clear this page";
  keep();
});

clear.addEventListener("click", () => {
  if (cleared) {
    fill(cleared);
    keep();
    cleared = null;
    clear.textContent = "Clear this page";
    told.textContent = "It is all there again.";
    return;
  }
  cleared = collected();
  fill({ done: [], said: {} });
  stored((storage) => storage.removeItem(keptAs));
  unsent = false;
  clear.textContent = "Bring it back";
  told.textContent = "Cleared: nothing of it stays in this browser.";
});

addEventListener("beforeunload", (leaving) => {
  if (unsent && !stays) leaving.preventDefault();
});

bringBack();

function asText() {
  const answers = collected();
  const lines = answers.done.map((number) => number + ". done");
  for (const [number, words] of Object.entries(answers.said)) {
    for (const line of words.split("\n")) if (line.trim()) lines.push(number + ". " + line.trim());
  }
  lines.push("", "This answers the letter coachlog " + mark + ".");
  return lines.join("\n") + "\n";
}

document.getElementById("copy").addEventListener("click", async () => {
  const text = asText();
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const spare = document.createElement("textarea");
    spare.value = text;
    document.body.append(spare);
    spare.select();
    copied = document.execCommand("copy");
    spare.remove();
  }
  if (copied) unsent = false;
  told.textContent = copied
    ? "Copied. Paste it into a mail or a chat."
    : "This browser does not copy: save your answers, and send that file.";
});

document.getElementById("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(collected(), null, 1)], { type: "application/json" }));
  link.download = "answers-" + mark + ".json";
  link.click();
  unsent = false;
  told.textContent = "Saved as " + link.download + ". Send that file, or put it into your shared folder.";
});
