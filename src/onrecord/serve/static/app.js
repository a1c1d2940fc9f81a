// What every page has: theme, keys, copying, suggestions. Nothing here is needed to read.
"use strict";
(() => {
  const root = document.documentElement;
  const byId = id => document.getElementById(id);

  // ---- theme
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  function nameTheme() {
    const button = byId("theme");
    button.hidden = false;
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Switch to light" : "Switch to dark");
  }
  function turnTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("onrecord-theme", root.dataset.theme); } catch { /* then until reload */ }
    nameTheme();
  }
  nameTheme();
  byId("theme").addEventListener("click", turnTheme);
  dark.addEventListener("change", nameTheme);

  // ---- help
  const help = byId("help");
  byId("help-open").hidden = false;
  byId("help-open").addEventListener("click", () => help.showModal());

  // ---- copying
  function tell(words) {
    const told = byId("told");
    told.textContent = words;
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => { told.textContent = ""; }, 3000);
  }
  async function copy(button) {
    const place = button.dataset.place;
    const here = place === undefined ? "" : " " + location.origin + location.pathname + place;
    const words = button.dataset.copy + here;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    tell("Copied.");
  }
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  // ---- suggestions: a click puts the word into the box instead of searching at once
  const box = byId("q");
  const offered = byId("offered");
  offered.addEventListener("click", event => {
    const link = event.target.closest("[data-whole]");
    if (!link) return;
    event.preventDefault();
    box.value = link.dataset.whole + (link.dataset.whole.endsWith(":") ? "" : " ");
    offered.replaceChildren();
    box.focus();
  });
  document.addEventListener("click", event => {
    if (!event.target.closest(".find")) offered.replaceChildren();
  });
  box.addEventListener("keydown", event => {
    const first = offered.querySelector("a");
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    if (event.key === "Escape") offered.replaceChildren();
  });
  offered.addEventListener("keydown", event => {
    const links = [...offered.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) box.focus(); else links[Math.min(next, links.length - 1)].focus();
    }
    if (event.key === "Escape") { offered.replaceChildren(); box.focus(); }
  });

  // ---- keys
  function step(by) {
    const all = [...document.querySelectorAll(".ref:not(.off)")];
    const stops = all.length ? all : [...document.querySelectorAll(".entry h2 a, .entry h3 a, .saying .plain-link")];
    if (!stops.length) return;
    const card = document.activeElement.closest?.(".card");
    const here = card ? document.getElementById("t" + card.id.slice(1)) : document.activeElement;
    const at = stops.indexOf(here);
    const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1);
    stops[next].focus();
    stops[next].scrollIntoView({ block: "center" });
  }
  const keys = {
    "/": () => { box.focus(); box.select(); },
    "j": () => step(1),
    "k": () => step(-1),
    "t": turnTheme,
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, textarea, select")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
