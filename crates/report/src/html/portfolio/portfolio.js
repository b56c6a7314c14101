"use strict";
(function () {
  var table = document.getElementById("companies");
  if (!table) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var names = new Map();
  rows.forEach(function (row) { names.set(row, row.cells[0].textContent.toLowerCase()); });
  var marks = new Map();
  document.querySelectorAll("a[data-row]").forEach(function (mark) { marks.set("row-" + mark.dataset.row, mark); });

  var compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  heads.forEach(function (head, at) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      var value = function (row) {
        return head.dataset.kind === "number" ? Number(row.cells[at].dataset.by) : names.get(row);
      };
      var order = head.dataset.kind === "number" ? function (a, b) { return a - b; } : compare;
      // The sort is stable, so that a second column sorts within the first.
      rows.sort(function (a, b) { return up ? order(value(a), value(b)) : order(value(b), value(a)); });
      rows.forEach(function (row) { body.appendChild(row); });
    });
  });

  var form = document.getElementById("filters");
  var field = function (id) { return document.getElementById(id) || { value: "", addEventListener: function () {} }; };
  var find = field("find"), outcome = field("outcome"), sure = field("sure");
  var shown = document.getElementById("shown");
  var filter = function () {
    var words = find.value.toLowerCase().split(/\s+/);
    var count = 0;
    rows.forEach(function (row) {
      var fits = (outcome.value === "" || row.dataset.outcome === outcome.value) &&
        (sure.value === "" || row.dataset.sure === sure.value) &&
        words.every(function (word) { return names.get(row).indexOf(word) >= 0; });
      row.hidden = !fits;
      count += fits ? 1 : 0;
      var mark = marks.get(row.id);
      if (mark) { mark.classList.toggle("off", !fits); }
    });
    shown.textContent = count + " of " + rows.length;
  };
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  find.addEventListener("input", filter);
  outcome.addEventListener("change", filter);
  sure.addEventListener("change", filter);
  form.hidden = false;
  filter();
})();
