// Sends a form as soon as a choice in it changes; the button for those without JavaScript is hidden.
behave("auto_submit", (form) => {
  form.querySelectorAll("[data-auto-submit=hide]").forEach((button) => { button.hidden = true; });
  form.addEventListener("change", () => form.requestSubmit());
});
