// What pages do beyond HTML: keys. Charts have a file of their own. Pages work without either.
"use strict";

document.addEventListener("keydown", (event) => {
  const busy = event.target instanceof HTMLElement && event.target.closest("input, select, textarea");
  if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    const field = document.querySelector(".ask input[name=q], .find input");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
    return;
  }
  // j and k go from item to item in lists that one works through.
  if (event.key !== "j" && event.key !== "k") return;
  const items = [...document.querySelectorAll("main .item h3 a")];
  const at = items.indexOf(document.activeElement);
  const next = items[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
  if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
});

// On paper everything is open.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
