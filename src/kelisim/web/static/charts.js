// Charts: each figure names its specification; a point shows its words under the pointer and leads to its report.
// The specification's expressions are interpreted, never compiled, so that nothing needs to be evaluated.
"use strict";

const NUMBERS = { de: { decimal: ",", thousands: ".", grouping: [3], currency: ["", ""] } };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

// How large letters are here, beside the usual sixteen pixels.
function size() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

function look() {
  const letters = Math.round(12 * size());
  const text = { labelColor: colour("--faint"), titleColor: colour("--faint"), labelFont: "system-ui, sans-serif", titleFont: "system-ui, sans-serif", titleFontWeight: "normal", labelFontSize: letters, titleFontSize: letters };
  return {
    background: "transparent",
    view: { stroke: null },
    axis: { ...text, gridColor: colour("--line"), domainColor: colour("--line"), tickColor: colour("--line") },
    // On a phone the names of legends stand one below the other.
    legend: { ...text, labelColor: colour("--ink"), labelLimit: 280 * size(), ...(innerWidth < 640 ? { columns: 1, layout: { top: { direction: "vertical", anchor: "start" } } } : {}) },
    point: { cursor: "pointer" },
  };
}

function tip() {
  let box = document.querySelector(".tooltip");
  if (!box) {
    box = document.body.appendChild(document.createElement("div"));
    box.className = "tooltip";
    box.setAttribute("role", "status");
    box.hidden = true;
  }
  return box;
}

function showTip(_handler, event, _item, value) {
  const box = tip();
  box.hidden = !value;
  if (!value) return;
  box.textContent = typeof value === "object" ? Object.values(value).join("\n") : String(value);
  const room = box.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(event.clientX + 14, innerWidth - room.width - 8))}px`;
  box.style.top = `${event.clientY + room.height + 20 > innerHeight ? event.clientY - room.height - 10 : event.clientY + 14}px`;
}

async function draw(figure) {
  const answer = await fetch(figure.dataset.spec);
  if (!answer.ok) return;
  const made = await answer.json();
  made.height *= size();
  const result = await vegaEmbed(figure, made, {
    actions: false, ast: true, defaultStyle: false, renderer: "canvas", config: look(), tooltip: showTip,
    formatLocale: NUMBERS[document.documentElement.lang], loader: { target: "_self" },
  });
  figure.classList.add("drawn");
  figure.view = result.view;
}

async function drawAll() {
  for (const figure of document.querySelectorAll(".chart[data-spec]")) {
    try {
      await draw(figure);
    } catch (error) {
      figure.hidden = true; // the table below says the same
      console.error(error);
    }
  }
}

addEventListener("load", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
