// SPDX-FileCopyrightText: 2026 Praktijk contributors
// SPDX-License-Identifier: EUPL-1.2
// Draws the charts of a page from their specifications, in the colours of the tokens. The drawing library is
// fetched only when a chart comes near the screen; where it cannot be had, the server's image is shown.
(() => {
  "use strict";
  const source = document.currentScript.dataset.library;
  let library;

  const loaded = () => library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => resolve(window.praktijkVega);
    script.onerror = () => reject(new Error("no library"));
    document.head.append(script);
  });

  const probe = document.createElement("span");
  probe.hidden = true;
  const colour = (name) => {
    if (!probe.isConnected) document.body.append(probe);
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const coloured = (value) => {
    if (typeof value === "string") return value.startsWith("var(--") ? colour(value.slice(4, -1)) : value;
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, coloured(inner)]));
    return value;
  };
  const config = (narrow) => {
    const [ink, muted, line, raised] = ["--ink", "--muted", "--line", "--raised"].map(colour);
    return {
      background: "transparent",
      font: getComputedStyle(document.body).fontFamily,
      view: { stroke: null },
      axis: { labelColor: ink, titleColor: muted, gridColor: line, domainColor: muted, tickColor: muted, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      // Where there is little room, a legend may begin below the names beside the bars.
      legend: { labelColor: ink, labelFontSize: 12, titleColor: muted, ...(narrow && { layout: { bottom: { anchor: "end" } } }) },
      text: { color: ink, fontSize: 12 },
      rule: { color: ink },
      bar: { stroke: raised, strokeWidth: 1 },
    };
  };

  const showImage = (box) => {
    if (!box.dataset.chartImage) return;
    const image = document.createElement("img");
    image.src = box.dataset.chartImage;
    image.alt = box.getAttribute("aria-label");
    box.replaceChildren(image);
  };
  const draw = async (box) => {
    try {
      const { vegaEmbed, locales } = await loaded();
      const spec = coloured(JSON.parse(box.dataset.chart));
      const narrow = box.clientWidth < 420;
      const labels = (part) => {
        const axis = part?.encoding?.y?.axis;
        if (narrow && axis?.labelLimit) axis.labelLimit = 110;
        const legend = part?.encoding?.color?.legend;
        if (narrow && legend?.columns) legend.columns = box.clientWidth < 320 ? 1 : 2;
        part?.layer?.forEach(labels);
      };
      labels(spec);
      const { ratio, scroll } = spec.usermeta ?? {};
      if (ratio) spec.height = Math.round(box.clientWidth * ratio);
      box.classList.toggle("chart--scroll", Boolean(scroll));
      const { number, time } = locales[box.dataset.chartLanguage];
      box.view?.finalize();
      const result = await vegaEmbed(box, spec, {
        actions: false, ast: true, logLevel: 1, config: config(narrow && !ratio), defaultStyle: false, renderer: "svg",
        formatLocale: number, timeFormatLocale: time, tooltip: { disableDefaultStyle: true },
      });
      box.view = result;
      result.view.addEventListener("click", (event, item) => {
        if (item?.datum?.href) window.location.assign(item.datum.href);
      });
    } catch (problem) {
      console.warn("The chart could not be drawn.", problem);
      showImage(box);
    }
  };

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });
  const watch = (root) => root.querySelectorAll("[data-chart]").forEach((box) => watcher.observe(box));
  watch(document);
  document.addEventListener("htmx:load", (event) => watch(event.detail.elt));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    document.querySelectorAll("[data-chart]").forEach((box) => { if (box.view) draw(box); });
  });
})();
