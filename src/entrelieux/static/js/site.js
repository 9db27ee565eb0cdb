/* What every page does with a script; each page works without it. */
"use strict";
(() => {
  const settings = document.currentScript.dataset;
  const root = document.documentElement;
  const THEMES = ["auto", "light", "dark"];

  // Storage may be refused (private windows, settings): the choice then lasts for the page.
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { return; } };

  // --- the theme, before anything is drawn ---
  let theme = THEMES.includes(kept("theme")) ? kept("theme") : "auto";
  const showTheme = () => {
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  showTheme();

  function themeSwitch(button) {
    const tell = () => { button.textContent = button.dataset[theme]; };
    button.hidden = false;
    tell();
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      keep("theme", theme);
      showTheme();
      tell();
      document.dispatchEvent(new CustomEvent("theme"));
    });
  }

  // --- one key for each answer: <form data-keys> with <button data-key="m"> ---
  function answerKeys(form) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, select, textarea, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const button = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (button) {
        event.preventDefault();
        button.click();
      }
    });
  }

  // --- htmx, only where a page uses it ---
  let htmxComes = null;
  function loadHtmx() {
    htmxComes ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = settings.htmx;
      script.onload = () => resolve(window.htmx);
      script.onerror = reject;
      document.head.append(script);
    });
    return htmxComes;
  }

  // --- the map that moves: on request, or by itself on a fast line ---
  function mapButton(map) {
    const button = map.querySelector("[data-open-map]");
    if (!button) return;
    const open = async () => {
      button.setAttribute("aria-disabled", "true");
      map.setAttribute("aria-busy", "true");
      try {
        const { openMap } = await import(settings.map);
        const live = await openMap(map, { loadHtmx });
        if (document.activeElement === button) live.getCanvas().focus();
        button.hidden = true;
      } catch (error) {
        button.removeAttribute("aria-disabled");
        const words = JSON.parse(map.querySelector("[data-settings]").textContent).words;
        map.querySelector("[data-credit]").textContent = words.failed;
        console.error(error);
      }
      map.removeAttribute("aria-busy");
    };
    button.hidden = false;
    button.addEventListener("click", () => { keep("map", "live"); open(); });
    const line = navigator.connection;
    const isFast = line && !line.saveData && line.effectiveType === "4g" && line.downlink >= 5;
    const isWide = matchMedia("(min-width: 60rem)").matches;
    const isWanted = kept("map") === "live" && !(line && line.saveData);
    if (isWide && (isFast || isWanted)) (window.requestIdleCallback || setTimeout)(open);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-theme-switch]").forEach(themeSwitch);
    document.querySelectorAll("form[data-keys]").forEach(answerKeys);
    document.querySelectorAll("[data-map]").forEach(mapButton);
    document.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => print());
    });
    document.querySelector("[data-focus]")?.focus();
    if (document.querySelector("[hx-get], [hx-post], [hx-trigger]")) loadHtmx();
  });
})();
