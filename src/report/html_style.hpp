#pragma once
#include <string_view>

namespace censusctl::report {

/// The style sheet of the HTML reports. Colours are pairs for light and dark; no state is told by colour
/// alone.
inline constexpr std::string_view html_style = R"css(
:root { color-scheme: light dark;
  --ground: #ffffff; --panel: #f4f5f7; --ink: #1b1f24; --faint: #57606a; --rule: #c9ced6; --link: #0a58ca;
  --good: #1a6b34; --warn: #8a5300; --bad: #b3261e; --info: #0b5e75; --good-fill: #2f9e53; --bad-fill: #d1423a; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #14171b; --panel: #1e2228; --ink: #e7eaee; --faint: #a3acb8; --rule: #434b56; --link: #7fb2ff;
  --good: #6fd08c; --warn: #f0b45b; --bad: #ff8f87; --info: #74cfe6; --good-fill: #3fae63; --bad-fill: #e0564d; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.faint { color: var(--faint); }
code, .value { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; white-space: pre-wrap; }
.cards { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; padding: 0; }
.cards > div { background: var(--panel); border: 1px solid var(--rule); border-radius: .5rem; padding: .5rem 1rem; min-width: 7rem; }
.cards dt { color: var(--faint); font-size: .875rem; }
.cards dd { margin: 0; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
#controls { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: end; background: var(--panel);
  border: 1px solid var(--rule); border-radius: .5rem; padding: .75rem 1rem; }
#controls fieldset { border: 0; margin: 0; padding: 0; }
#controls legend, #controls .caption { padding: 0; color: var(--faint); font-size: .875rem; display: block; }
#controls fieldset label { margin-right: .9rem; white-space: nowrap; }
#status { margin: 0; flex-basis: 100%; }
input[type=search], button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--faint);
  border-radius: .35rem; padding: .25rem .6rem; }
input[type=search] { width: 18rem; max-width: 100%; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--faint); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
thead th { font-size: .875rem; }
tbody th { font-weight: normal; }
thead th { border-bottom: 2px solid var(--faint); }
.main { table-layout: fixed; }
.main > thead th:nth-child(1) { width: 8rem; }
.main > thead th:nth-child(2), .main > thead th:nth-child(3) { width: 20%; }
.lines { border-left: 2px solid var(--rule); padding-left: .5rem; }
.removed { color: var(--bad); } .added { color: var(--good); }
.risks { border-left: 4px solid var(--bad); background: var(--panel); margin: .5rem 0; padding: .5rem .5rem .5rem 2rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: .5rem 0; font-size: .875rem; }
.legend svg { vertical-align: -3px; }
tr:target > * { background: var(--panel); }
.state { font-weight: 600; white-space: nowrap; }
.changed, .blocked, .update { color: var(--warn); } .missing, .faulty, .delete, .replace, .failing { color: var(--bad); }
.unmanaged, .trigger { color: var(--info); } .as-declared, .create { color: var(--good); }
summary { cursor: pointer; }
details { container-type: inline-size; }
details table { margin: .35rem 0; background: var(--panel); table-layout: fixed; }
details thead th:first-child { width: 36%; }
@container (max-width: 40rem) {
  details table, details thead, details tbody { display: block; }
  details tr { display: flex; flex-wrap: wrap; border-bottom: 1px solid var(--rule); }
  details tr > * { flex: 1 1 0; min-width: 0; border-bottom: 0; padding: .2rem .6rem; }
  details tr > th:first-child { flex: 0 0 100%; width: 100%; } details tr > [colspan="2"] { flex-grow: 2; } }
.problems li { margin: .5rem 0; }
svg { max-width: 100%; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
.chart { display: block; height: 30px; }
.chart line { stroke: var(--rule); }
.chart .up { fill: var(--good-fill); } .chart .down { fill: var(--bad-fill); }
.chart .idle { fill: none; stroke: var(--faint); }
.picture { overflow-x: auto; }
.picture svg { min-width: 44rem; width: 100%; height: auto; }
.node rect { fill: var(--panel); stroke: var(--faint); }
.node.changed rect, .node.blocked rect, .node.update rect { stroke: var(--warn); stroke-width: 2; }
.node.failing rect { stroke: var(--bad); stroke-width: 3; }
.node.missing rect, .node.faulty rect, .node.delete rect, .node.replace rect { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 5 3; }
.node.unmanaged rect, .node.trigger rect { stroke: var(--info); stroke-width: 2; stroke-dasharray: 2 2; }
.node.as-declared rect, .node.create rect { stroke: var(--good); }
a:focus-visible .node rect, a:hover .node rect { stroke: var(--link); stroke-width: 3; }
.edge { fill: none; stroke: var(--rule); stroke-width: 1.5; }
@media (max-width: 75rem) { .main, .main > tbody { display: block; }
  .main > caption { display: block; } .main > thead { position: absolute; left: -100rem; }
  .main > tbody > tr { display: grid; grid-template-columns: 8rem 2fr 3fr; border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  .main > tbody > tr > * { border-bottom: 0; padding: .15rem .6rem .15rem 0; }
  .main > tbody > tr > :nth-child(n + 4) { grid-column: 2 / -1; } }
@media (max-width: 48rem) { body { padding: .75rem; }
  .main > tbody > tr, .main > tbody > tr > * { display: block; } .main > tbody > tr > * { padding: .15rem 0; } }
@media print { #controls, .skip { display: none !important; } body { max-width: none; padding: 0; font-size: 11px; }
  tr, .cards > div { break-inside: avoid; } h2 { break-after: avoid; } }
)css";

}  // namespace censusctl::report
