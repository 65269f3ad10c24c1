// A button that prints the page; without JavaScript there is the browser's own.
behave("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
