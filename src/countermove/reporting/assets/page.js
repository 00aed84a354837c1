(function () {
  "use strict";
  var root = document.documentElement;

  // Theme: the reader's choice before the system's; kept where storage is allowed.
  var button = document.getElementById("theme");
  var system = window.matchMedia("(prefers-color-scheme: dark)");
  function stored(value) {
    try {
      if (value) { window.localStorage.setItem("countermove-theme", value); }
      return window.localStorage.getItem("countermove-theme");
    } catch (error) { return null; }
  }
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }
  function name() { button.textContent = isDark() ? "Light" : "Dark"; }
  var kept = stored();
  if (kept === "light" || kept === "dark") { root.dataset.theme = kept; }
  button.hidden = false;
  name();
  button.setAttribute("aria-label", "Switch between light and dark");
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    stored(root.dataset.theme);
    name();
  });
  system.addEventListener("change", name);

  // What a mark stands for, beside the pointer.
  var tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.appendChild(tip);
  document.addEventListener("pointermove", function (event) {
    var mark = event.target.closest ? event.target.closest("[data-tip]") : null;
    if (!mark) { tip.hidden = true; return; }
    tip.textContent = mark.getAttribute("data-tip");
    tip.hidden = false;
    var box = tip.getBoundingClientRect();
    var left = Math.min(event.clientX + 14, window.innerWidth - box.width - 8);
    var top = event.clientY + 18;
    if (top + box.height > window.innerHeight) { top = event.clientY - box.height - 12; }
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = Math.max(8, top) + "px";
  });

  document.addEventListener("scroll", function () { tip.hidden = true; }, { passive: true });

  // An article beside the claim, at the exact words; without this the link goes to them.
  var drawer = document.getElementById("drawer");
  var opener = null;
  function close() {
    if (drawer.hidden) { return; }
    drawer.hidden = true;
    drawer.textContent = "";
    if (opener) { opener.focus(); }
  }
  function open(link) {
    var target = document.getElementById(link.hash.slice(1));
    var article = target && target.closest(".article");
    if (!article || window.innerWidth < 900) { return false; }
    opener = link;
    drawer.textContent = "";
    var shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "Close";
    shut.addEventListener("click", close);
    var head = document.createElement("h2");
    head.textContent = article.querySelector("summary").textContent;
    var copy = article.querySelector(".article-text").cloneNode(true);
    copy.querySelectorAll("mark").forEach(function (mark) {
      if (mark.id === target.id) { mark.classList.add("shown"); }
      mark.removeAttribute("id");
    });
    drawer.append(shut, head, copy);
    drawer.hidden = false;
    shut.focus();
    var shown = copy.querySelector("mark.shown");
    drawer.scrollTop = shown.offsetTop - 160;
    return true;
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.source-link") : null;
    if (link && open(link)) { event.preventDefault(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(); tip.hidden = true; }
  });

  // Where the reader is, in the contents.
  var links = {};
  document.querySelectorAll(".contents a").forEach(function (link) {
    links[link.hash.slice(1)] = link;
  });
  if ("IntersectionObserver" in window) {
    var watcher = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) { return; }
        Object.keys(links).forEach(function (id) { links[id].removeAttribute("aria-current"); });
        links[entry.target.id].setAttribute("aria-current", "location");
      });
    }, { rootMargin: "-15% 0px -75% 0px" });
    document.querySelectorAll(".section").forEach(function (section) { watcher.observe(section); });
  }
})();
