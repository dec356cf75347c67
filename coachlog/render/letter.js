"use strict";
const form = document.getElementById("answers");
const told = document.getElementById("told");
const mark = form.dataset.mark;
document.querySelector(".scripted").style.display = "block";

function collected() {
  const done = [], said = {};
  for (const field of form.elements) {
    if (field.type === "checkbox" && field.checked) done.push(Number(field.name));
    if (field.tagName === "TEXTAREA" && field.value.trim()) said[field.name] = field.value.trim();
  }
  return { coachlog: 1, letter: mark, done, said };
}

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
  told.textContent = copied
    ? "Copied. Paste it into a mail or a chat."
    : "This browser does not copy: save your answers, and send that file.";
});

document.getElementById("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(collected(), null, 1)], { type: "application/json" }));
  link.download = "answers-" + mark + ".json";
  link.click();
  told.textContent = "Saved as " + link.download + ". Send that file, or put it into your shared folder.";
});
