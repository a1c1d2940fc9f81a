// Before the first paint, so that no page flashes in the other colours.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  let theme = null;
  try { theme = localStorage.getItem("onrecord-theme"); } catch { /* storage may be refused */ }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
