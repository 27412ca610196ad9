#pragma once
#include <string_view>

namespace censusctl::report {

/// The script of the HTML reports: filters the table, opens and closes what is folded, and opens all of it
/// for printing. Without it everything is shown.
inline constexpr std::string_view html_script = R"js(
(() => {
  "use strict";
  const controls = document.getElementById("controls");
  if (!controls) { return; }
  const rows = Array.from(document.querySelectorAll("#syncs > tbody > tr"), (row) => ({
    row, text: row.textContent.toLowerCase(), kind: row.dataset.kind, failing: row.dataset.failing === "yes" }));
  const search = document.getElementById("search");
  const kinds = Array.from(controls.querySelectorAll("input[name=kind]"));
  const failing = document.getElementById("failing");
  const status = document.getElementById("status");
  const number = (count) => count.toLocaleString("en");

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(kinds.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const one of rows) {
      const visible = wanted.has(one.kind) && (!failing || !failing.checked || one.failing) &&
        words.every((word) => one.text.includes(word));
      if (one.row.hidden === visible) { one.row.hidden = !visible; }
      shown += visible ? 1 : 0;
    }
    status.textContent = "Showing " + number(shown) + " of " + number(rows.length) + ".";
  };
  const reset = () => {
    search.value = "";
    for (const box of kinds) { box.checked = true; }
    if (failing) { failing.checked = false; }
    filter();
  };
  const fold = (open) => {
    for (const one of rows) {
      if (!one.row.hidden) { for (const part of one.row.querySelectorAll("details")) { part.open = open; } }
    }
  };
  // A link from the picture leads to a row that the filter may hide.
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || target.tagName !== "TR") { return; }
    if (target.hidden) { reset(); }
    for (const part of target.querySelectorAll("details")) { part.open = true; }
    target.scrollIntoView();
  };

  let waiting = 0;
  search.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });
  controls.addEventListener("change", filter);
  document.getElementById("expand").addEventListener("click", () => fold(true));
  document.getElementById("collapse").addEventListener("click", () => fold(false));
  document.getElementById("reset").addEventListener("click", reset);
  window.addEventListener("hashchange", follow);

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const part of opened) { part.open = true; }
  });
  window.addEventListener("afterprint", () => {
    for (const part of opened) { part.open = false; }
    opened = [];
  });

  controls.hidden = false;
  filter();
  follow();
})();
)js";

}  // namespace censusctl::report
