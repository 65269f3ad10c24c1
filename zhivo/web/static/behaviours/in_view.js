// A strip of tabs that is wider than the screen begins with the chosen one in sight.
behave("in_view", (strip) => {
  const chosen = strip.querySelector(".on");
  if (!chosen || strip.scrollWidth <= strip.clientWidth) return;
  strip.scrollLeft = chosen.offsetLeft - strip.offsetLeft - (strip.clientWidth - chosen.offsetWidth) / 2;
});
