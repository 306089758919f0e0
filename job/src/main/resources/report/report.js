"use strict";
(function () {
  var $ = function (id) { return document.getElementById(id); };
  var rank = { informational: 0, low: 1, medium: 2, high: 3, critical: 4 };
  var data = null;

  /** Parsed when it is first needed: with many alerts it is most of the file. */
  function records() {
    if (data === null) { data = JSON.parse($("data").textContent); }
    return data;
  }

  function element(name, text) {
    var made = document.createElement(name);
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function fill(article) {
    var place = article.querySelector(".records");
    if (!place || place.firstChild) { return; }
    var all = records();
    var mine = all.alerts[article.id.slice(2)] || [];
    var table = element("table");
    var head = table.createTHead().insertRow();
    ["time", "stage", "activity", "result", "actor", "target", "address", "location", "device", "log", "event id"]
      .forEach(function (name) { head.appendChild(element("th", name)); });
    var body = table.createTBody();
    for (var i = 0; i < mine.length; i += 2) {
      var record = all.records[mine[i + 1]];
      var text = function (column) { return all.texts[record[column]]; };
      var row = body.insertRow();
      [record[0].replace("T", " "), all.texts[mine[i]], text(3), text(4), text(5), text(6), text(7), text(8), text(9), text(2), record[1]]
        .forEach(function (cell) { row.insertCell().textContent = cell; });
    }
    if (mine.length) { place.appendChild(table); }
    var steps = document.querySelector("#d-" + CSS.escape(article.dataset.d) + " ol");
    if (steps) { article.querySelector(".todo").appendChild(steps.cloneNode(true)); }
  }

  document.addEventListener("toggle", function (event) {
    var details = event.target;
    if (details.open && details.parentNode.classList.contains("alert")) { fill(details.parentNode); }
  }, true);

  /** A link to an alert opens it. */
  function follow() {
    var at = location.hash.length > 1 ? $(decodeURIComponent(location.hash.slice(1))) : null;
    if (at && at.classList.contains("alert")) {
      at.querySelector("details").open = true;
      at.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", follow);

  var people = null;

  /** Everybody and every address in the records of each alert, in lower case. */
  function peopleOf(article) {
    if (people === null) { people = new Map(); }
    var known = people.get(article);
    if (known === undefined) {
      var all = records();
      var mine = all.alerts[article.id.slice(2)] || [];
      var names = new Set([article.dataset.w]);
      for (var i = 1; i < mine.length; i += 2) {
        var record = all.records[mine[i]];
        [5, 6, 7].forEach(function (column) { names.add(all.texts[record[column]]); });
      }
      known = Array.from(names).join("\n").toLowerCase();
      people.set(article, known);
    }
    return known;
  }

  var form = $("filters");
  if (!form) { follow(); return; }
  var incidents = Array.from(document.querySelectorAll(".incident")).map(function (section) {
    return { section: section, alerts: Array.from(section.querySelectorAll(".alert")) };
  });

  function utc(field) {
    var value = $(field).value;
    return value ? (value.length === 16 ? value + ":00" : value) : "";
  }

  function filter() {
    var person = $("f-person").value.trim().toLowerCase();
    var detection = $("f-detection").value;
    var severity = Number($("f-severity").value);
    var from = utc("f-from");
    var to = utc("f-to");
    var shown = 0;
    var sum = 0;
    var left = 0;
    incidents.forEach(function (incident) {
      var visible = 0;
      incident.alerts.forEach(function (alert) {
        var own = alert.dataset;
        var matches = rank[own.s] >= severity
          && (!detection || own.d === detection)
          && (!from || own.l >= from)
          && (!to || own.f < to)
          && (!person || peopleOf(alert).indexOf(person) >= 0);
        if (alert.hidden === matches) { alert.hidden = !matches; }
        if (matches) { visible++; }
      });
      sum += incident.alerts.length;
      shown += visible;
      if (visible) { left++; }
      if (incident.section.hidden === (visible > 0)) { incident.section.hidden = visible === 0; }
    });
    $("f-count").textContent = shown === sum ? sum + " alerts" : shown + " of " + sum + " alerts in " + left + " incidents";
    $("nothing").hidden = shown > 0;
  }

  form.hidden = false;
  var waiting = 0;
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  filter();
  follow();
})();
