"use strict";
// The tables are whole without this: it sorts the cities, and shows those that are looked for.
const $ = id => document.getElementById(id), table = $("listed"), body = table.tBodies[0];
const rows = [...body.rows], map = $("map").tBodies[0], heat = new Map([...map.rows].map(row => [row.dataset.i, row]));

// The digits that the page speaks in
const thai = document.documentElement.dataset.digits === "thai";
const numerals = text => thai ? text.replace(/\d/g, digit => "๐๑๒๓๔๕๖๗๘๙"[digit]) : text;

const value = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
};
const compare = (a, b) => isNaN(a) || isNaN(b) ? a.localeCompare(b, document.documentElement.lang) : a - b;

const sort = (head, column) => {
  const falling = head.ariaSort === "ascending", way = falling ? -1 : 1;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.ariaSort = falling ? "descending" : "ascending";
  const order = rows.map(row => [value(row, column), row]).sort((a, b) => way * compare(a[0], b[0])).map(each => each[1]);
  body.append(...order);
  map.append(...order.map(row => heat.get(row.dataset.i)));
};

const filter = () => {
  const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean), group = $("group").value, gate = $("gate").value;
  let shown = 0;
  for (const row of rows) {
    const { find, broken } = row.dataset;
    const seen = words.every(word => find.includes(word)) && (!group || row.dataset.group === group)
      && (!gate || broken.split(" ").includes(gate));
    row.hidden = heat.get(row.dataset.i).hidden = !seen;
    shown += seen;
  }
  $("shown").value = numerals($("shown").dataset.said.replaceAll("#", shown));
};

[...table.tHead.rows[0].cells].forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head, column));
  head.append(button);
});
$("filters").addEventListener("input", filter);
$("filters").addEventListener("submit", event => event.preventDefault());
$("filters").hidden = false;
// A point of the head leads into a list that is folded.
addEventListener("hashchange", () => {
  const found = location.hash && $(location.hash.slice(1)), folded = found && found.closest("details:not([open])");
  if (folded) { folded.open = true; found.scrollIntoView(); }
});
filter();
