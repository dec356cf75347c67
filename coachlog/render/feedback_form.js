"use strict";
const form = document.getElementById("feedback");
form.querySelector(".scripted").style.display = "block";

function quoted(words) {
  return '"' + words.replaceAll("\\", "\\\\").replaceAll('"', '\\"') + '"';
}

document.getElementById("save-feedback").addEventListener("click", () => {
  const lines = ["---", "about: " + quoted(form.dataset.about)];
  if (form.elements.from.value.trim()) lines.push("from: " + quoted(form.elements.from.value.trim()));
  lines.push("quote_ok: " + form.elements.quote.checked, "---", "");
  for (const field of form.querySelectorAll("textarea")) {
    if (field.value.trim()) lines.push("## " + field.name, "", field.value.trim(), "");
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/markdown" }));
  link.download = "feedback.md";
  link.click();
  document.getElementById("feedback-told").textContent = "Saved as feedback.md. Send that file back.";
});
