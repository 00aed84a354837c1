"use strict";
// Keys on an article, sliders on the first page. Every page works without this file,
// but for the sliders.
(function () {
  const byId = (id) => document.getElementById(id);
  const root = () => document.body.dataset.root;  // the path under which a proxy shows us

  // Sliders: one request under way at a time; the newest values go next.
  function startSliders(form) {
    let busy = false;
    let waiting = false;
    let later = 0;
    const show = (input) => {
      const out = form.querySelector(`output[for="${input.id}"]`);
      const words = JSON.parse(input.dataset.words);
      const [low, high] = [Number(input.min), Number(input.max)];
      const at = Math.round((Number(input.value) - low) / (high - low) * (words.length - 1));
      const said = input.value === input.dataset.likely ? input.dataset.said : words[at];
      out.textContent = said;
      input.setAttribute("aria-valuetext", said);
    };
    async function ask(path) {
      const body = new URLSearchParams();
      for (const input of form.querySelectorAll("input[type=range]")) {
        if (input.value !== input.dataset.likely) body.set(input.name, input.value);
      }
      const answer = await fetch(root() + path, { method: "POST", body });
      if (answer.ok) byId("whatif").innerHTML = await answer.text();
    }
    // What is known at once, then exactly, then over many draws; a new move begins anew.
    const isAbout = () => byId("whatif").querySelector('[data-about="yes"]') !== null;
    async function changed() {
      clearTimeout(later);
      if (busy) { waiting = true; return; }
      busy = true;
      do {
        waiting = false;
        await ask("/whatif");
        await new Promise((shown) => setTimeout(shown));
        if (!waiting && isAbout()) await ask("/whatif/exact");
      } while (waiting);
      busy = false;
      later = setTimeout(() => ask("/whatif/full"), 600);
    }
    form.querySelectorAll("input[type=range]").forEach(show);
    form.addEventListener("input", (e) => { show(e.target); changed(); });
    form.addEventListener("reset", () => setTimeout(() => {
      form.querySelectorAll("input[type=range]").forEach(show);
      changed();
    }));
    form.addEventListener("submit", (e) => e.preventDefault());
  }

  // Keys: j k move, a accepts, x rejects, e corrects, u undoes.
  function startKeys(cards) {
    let at = Math.max(0, cards.findIndex((c) => "#" + c.id === location.hash));
    function go(i, still) {
      cards[at].classList.remove("current");
      at = Math.min(Math.max(i, 0), cards.length - 1);
      cards[at].classList.add("current");
      cards[at].focus({ preventScroll: true });
      if (!still) cards[at].scrollIntoView({ block: "nearest" });
      document.querySelectorAll("mark.current").forEach((m) => m.classList.remove("current"));
      const own = [...document.querySelectorAll("mark")].filter((m) =>
        m.dataset.events.split(" ").includes(cards[at].dataset.event));
      own.forEach((m) => m.classList.add("current"));
      if (own.length && !still) own[0].scrollIntoView({ block: "center" });
    }
    const send = (verdict) => {
      const form = cards[at].querySelector(`form[data-verdict="${verdict}"]`);
      if (form) form.requestSubmit();
    };
    document.addEventListener("keydown", (e) => {
      if (isTyping(e)) return;
      if (e.key === "j") go(at + 1);
      else if (e.key === "k") go(at - 1);
      else if (e.key === "a") send("accepted");
      else if (e.key === "x") send("rejected");
      else if (e.key === "e") { cards[at].querySelector("[data-correct]").click(); e.preventDefault(); }
      else if (e.key === "u") document.querySelector('form[action$="/undo"]').requestSubmit();
    });
    document.querySelectorAll("mark").forEach((m) => m.addEventListener("click", () => {
      const id = m.dataset.events.split(" ")[0];
      go(cards.findIndex((c) => c.dataset.event === id));
    }));
    // A page that is opened stays at its top, unless its address names a card.
    go(at, !location.hash);
  }

  // Words that are selected in an article become an event: a button, or the key n.
  function startSelecting(words) {
    const bar = byId("selected");
    let chosen = null;
    const take = () => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return null;
      const range = selection.getRangeAt(0);
      if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return null;
      const before = document.createRange();
      before.selectNodeContents(words);
      before.setEnd(range.startContainer, range.startOffset);
      // Characters, not UTF-16 units: that is how the text is counted on the other side.
      return { start: [...before.toString()].length, words: range.toString() };
    };
    document.addEventListener("selectionchange", () => {
      const found = take();
      if (found) chosen = found;
      bar.hidden = !found;
    });
    const make = () => {
      if (!chosen || !chosen.words.trim()) return;
      const asked = new URLSearchParams(chosen);
      bar.hidden = true;
      htmx.ajax("GET", `${words.dataset.new}?${asked}`, { target: "#new-event", swap: "innerHTML" });
    };
    bar.addEventListener("mousedown", (e) => e.preventDefault());  // keeps the selection
    byId("make-event").addEventListener("click", make);
    document.addEventListener("keydown", (e) => {
      if (e.key === "n" && !isTyping(e)) { e.preventDefault(); make(); }
    });
  }

  const isTyping = (e) => e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);

  // One state of truth: pages that show the answer are shown anew when it is another one.
  const LIVE = ["/", "/chronology", "/runs", "/either-or"];
  document.addEventListener("htmx:afterSettle", () => {
    const status = byId("status");
    if (!status || !LIVE.includes(location.pathname.slice(root().length))) return;
    const now = `${status.dataset.busy} ${status.dataset.quick}`;
    if (now !== document.body.dataset.state) location.reload();
  });

  // A form that was fetched into a page takes the keys.
  document.addEventListener("htmx:afterSwap", (e) => {
    const form = e.target.querySelector && e.target.querySelector("[data-event-form]");
    if (!form) return;
    form.querySelector("input:not([type=hidden])").focus({ preventScroll: true });
    form.scrollIntoView({ block: "start" });  // below the head of the page, its words first
    form.querySelector(".cancel").addEventListener("click", (click) => { click.preventDefault(); e.target.replaceChildren(); });
  });

  document.addEventListener("DOMContentLoaded", () => {
    const status = byId("status");
    document.body.dataset.state = `${status.dataset.busy} ${status.dataset.quick}`;
    // What was typed before the scripts were here, or was put back on reload, is checked too.
    const model = byId("yaml");
    if (model && model.value !== model.defaultValue) htmx.trigger(model, "check");
    const form = byId("sliders");
    if (form) startSliders(form);
    const cards = [...document.querySelectorAll(".event-card")];
    if (cards.length) startKeys(cards);
    const answers = document.querySelector("form.answers");
    if (answers) document.addEventListener("keydown", (e) => {
      const reply = { 1: "first", 2: "second", 3: "equal" }[e.key];
      const button = reply && !isTyping(e) && answers.querySelector(`button[value="${reply}"]`);
      if (button) button.click();
    });
    const words = document.querySelector(".words");
    if (words) startSelecting(words);
    // Who types another pair of sides means it.
    const another = document.querySelector("[data-another]");
    if (another) another.form.addEventListener("input", (e) => {
      if (e.target.list) another.checked = true;
    });
  });
})();
