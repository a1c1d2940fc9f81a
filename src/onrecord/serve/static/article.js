// Content, cue, source and card of a statement are shown together while one of them is pointed at.
"use strict";
(() => {
  let shown = "";
  function ids(element) {
    const held = element?.closest?.("[data-s]");
    return held ? held.dataset.s : "";
  }
  function join(now) {
    if (now === shown) return;
    shown = now;
    for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
    const wanted = now.split(" ").pop(); // the innermost
    if (!wanted) return;
    for (const one of document.querySelectorAll(`[data-s~="${CSS.escape(wanted)}"]`)) one.classList.add("on");
  }
  document.addEventListener("pointerover", event => join(ids(event.target)));
  document.addEventListener("focusin", event => join(ids(event.target)));

  // From the text to the card and back; a card that is gone to is opened.
  function open() {
    const id = decodeURIComponent(location.hash.slice(1));
    const card = id ? document.getElementById(id) : null;
    if (card?.matches(".card")) {
      card.open = true;
      card.scrollIntoView({ block: "center" });
      join(card.dataset.s);
    }
  }
  addEventListener("hashchange", open);
  open();
  document.addEventListener("click", event => {
    const link = event.target.closest('a[href^="#c"], a[href^="#t"]');
    if (!link) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault(); // the browser would take the focus to the page
    history.pushState(null, "", link.getAttribute("href"));
    target.scrollIntoView({ block: "center" });
    if (target.matches(".card")) { target.open = true; target.querySelector("summary").focus(); }
    else target.focus();
  });
  document.addEventListener("click", event => {
    if (event.target.closest("a, button, summary, input, select")) return;
    const words = event.target.closest(".text [data-s]");
    if (!words || words.matches(".card") || !getSelection().isCollapsed) return;
    const card = document.querySelector(`.card[data-s="${CSS.escape(words.dataset.s.split(" ").pop())}"]`);
    if (card) card.open = !card.open;
  });

  function cardHere() {
    const id = ids(document.activeElement);
    return id ? document.querySelector(`.card[data-s="${CSS.escape(id)}"]`) : null;
  }
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const card = cardHere();
    if (!card) return;
    if (event.key === "o") card.open = !card.open;
    if (event.key === "c") card.querySelector("[data-copy]").click();
  });
})();
