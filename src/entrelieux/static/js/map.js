/* The map that moves. It takes over a map drawn by the server (components/map.html): the list
   beside it stays the interface, the canvas its companion. */

const MESH_ZOOM = 7.5; // from here on the mesh of communes is drawn
const SIGN_PIXELS = 30;
// No font server: labels are drawn with the page’s font. The first name only says the weight.
const FONTS = ["Atkinson Hyperlegible Next Bold", "Atkinson Hyperlegible Next"];

/** Opens the live map in `element`; `loadHtmx` answers the htmx object, loaded when needed. */
export async function openMap(element, { loadHtmx }) {
  const settings = JSON.parse(element.querySelector("[data-settings]").textContent);
  const [territory, drawings] = await Promise.all([
    fetch(settings.territory).then(asJson),
    fetch(settings.signs).then((answer) => answer.text()),
    loadScript(settings.script),
  ]);
  const { maplibregl } = window;
  maplibregl.setWorkerUrl(settings.worker);
  const box = readBox(element.dataset.bounds) ?? boxOf(territory);
  const stage = element.querySelector(".map__canvas");
  stage.hidden = false;
  const map = new maplibregl.Map({
    container: stage,
    style: emptyStyle(),
    bounds: box,
    fitBoundsOptions: { padding: 16 },
    maxZoom: 17,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    rollEnabled: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: {
      "Map.Title": settings.words.map,
      "CooperativeGesturesHandler.WindowsHelpText": settings.words.wheel,
      "CooperativeGesturesHandler.MacHelpText": settings.words.wheel,
      "CooperativeGesturesHandler.MobileHelpText": settings.words.fingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const view = { map, element, settings, territory, drawings, box };
  await dress(view);
  element.classList.add("map--live");
  element.querySelector(".map__drawing")?.setAttribute("aria-hidden", "true");
  element.querySelectorAll(".map__drawing a").forEach((link) => link.setAttribute("tabindex", "-1"));
  showCredit(view);
  listenToTools(view);
  listenToPlaces(view);
  listenToMoves(view, loadHtmx);
  document.addEventListener("theme", () => dress(view));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => dress(view));
  return map;
}

// --- reading ---------------------------------------------------------------------------------

async function asJson(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

function loadScript(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${source} did not load`));
    document.head.append(script);
  });
}

function readBox(text) {
  const numbers = (text ?? "").split(",").map(Number);
  const [west, south, east, north] = numbers;
  return numbers.length === 4 && numbers.every(Number.isFinite) ? [[west, south], [east, north]] : null;
}

function boxOf(collection) {
  const box = [[180, 90], [-180, -90]];
  const widen = (part) => {
    if (typeof part[0] !== "number") return part.forEach(widen);
    box[0] = [Math.min(box[0][0], part[0]), Math.min(box[0][1], part[1])];
    box[1] = [Math.max(box[1][0], part[0]), Math.max(box[1][1], part[1])];
  };
  collection.features.forEach((feature) => widen(feature.geometry.coordinates));
  return box;
}

// --- how it is drawn: the page’s own colours ------------------------------------------------------

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function emptyStyle() {
  return { version: 8, sources: {}, layers: [] };
}

/** Gives the map its style and its signs, again whenever the theme changes. */
async function dress({ map, settings, territory, drawings }) {
  const colour = colours();
  const online = settings.baseMap;
  const ours = {
    version: 8,
    sources: {
      territory: { type: "geojson", data: territory, tolerance: 0.2 },
      places: { type: "vector", tiles: [new URL(settings.tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], maxzoom: 18 },
      ...(online?.raster && { online: { type: "raster", tiles: [online.raster], tileSize: 256 } }),
    },
    layers: [...groundLayers(colour, online), ...placeLayers(colour, settings)],
  };
  if (online?.style) {
    map.setStyle(online.style, { transformStyle: (_, theirs) => merged(theirs, ours) });
  } else {
    map.setStyle(ours, { diff: false });
  }
  if (!map.style?._loaded) await new Promise((resolve) => map.once("style.load", resolve));
  const signs = [...new Map(Object.values(settings.kinds).map((sign) => [imageOf(sign), sign])).values()];
  await Promise.all(signs.map((sign) => addSign(map, drawings, sign, colour)));
}

function merged(theirs, ours) {
  const font = theirs.layers.findLast((layer) => layer.layout?.["text-font"])?.layout["text-font"];
  const layers = ours.layers.filter((layer) => layer.source === "places" || layer.id === "department");
  layers.forEach((layer) => { if (font && layer.layout?.["text-font"]) layer.layout["text-font"] = font; });
  return { ...theirs, sources: { ...theirs.sources, ...ours.sources }, layers: [...theirs.layers, ...layers] };
}

const ofLayer = (name) => ["==", ["get", "layer"], name];

function groundLayers(colour, online) {
  const territory = { source: "territory" };
  const department = {
    ...territory, id: "department", type: "line", filter: ofLayer("department"),
    layout: { "line-join": "round" },
    paint: { "line-color": colour("map-department"), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 1, 12, 3] },
  };
  if (online?.raster) return [{ id: "online", type: "raster", source: "online" }, department];
  return [
    { id: "ground", type: "background", paint: { "background-color": colour("map-ground") } },
    { ...territory, id: "land", type: "fill", filter: ofLayer("department"), paint: { "fill-color": colour("map-land") } },
    {
      ...territory, id: "commune", type: "line", filter: ofLayer("commune"), minzoom: MESH_ZOOM,
      paint: { "line-color": colour("map-commune"), "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.5, 13, 2] },
    },
    department,
    {
      ...territory, id: "town", type: "symbol",
      filter: ["all", ofLayer("town"), [">=", ["get", "population"], ["step", ["zoom"], 9000, 8, 4000, 9.5, 0]]],
      layout: {
        "text-field": ["get", "name"], "text-font": FONTS, "text-padding": 4,
        // A name steps aside when a number or a sign stands on its town.
        "text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 1.5,
        "text-size": ["interpolate", ["linear"], ["get", "population"], 500, 12, 100000, 18],
        "symbol-sort-key": ["-", 0, ["get", "population"]],
      },
      paint: { "text-color": colour("basalt-soft"), "text-halo-color": colour("map-land"), "text-halo-width": 1.6 },
    },
  ];
}

function placeLayers(colour, settings) {
  const places = { source: "places", "source-layer": "places" };
  const isCluster = ["has", "count"];
  const size = ["interpolate", ["linear"], ["ln", ["max", 2, ["to-number", ["get", "count"], 2]]], 0.7, 14, 7, 30];
  const drawn = Object.entries(settings.kinds).flatMap(([kind, sign]) => [kind, imageOf(sign)]);
  return [
    {
      ...places, id: "cluster", type: "circle", filter: isCluster,
      paint: { "circle-color": colour("basalt"), "circle-radius": size, "circle-stroke-color": colour("map-land"), "circle-stroke-width": 2.5 },
    },
    {
      ...places, id: "count", type: "symbol", filter: isCluster,
      layout: { "text-field": ["to-string", ["get", "count"]], "text-font": FONTS, "text-size": 14, "text-allow-overlap": true, "text-padding": 10 },
      paint: { "text-color": colour("paper") },
    },
    {
      ...places, id: "place", type: "symbol", filter: ["!", isCluster],
      layout: {
        "icon-image": ["match", ["coalesce", ["get", "kind"], ""], ...drawn, "other-basalt"],
        "icon-allow-overlap": true, "icon-ignore-placement": false, "icon-padding": 0,
        "icon-size": ["interpolate", ["linear"], ["zoom"], 7, 0.75, 12, 1],
        "text-field": ["step", ["zoom"], "", 10.5, ["get", "name"]], "text-font": FONTS, "text-size": 13,
        "text-anchor": "top", "text-offset": [0, 1.25], "text-optional": true, "text-max-width": 9,
      },
      paint: { "text-color": colour("basalt"), "text-halo-color": colour("map-land"), "text-halo-width": 1.8 },
    },
  ];
}

const imageOf = ([name, tone]) => `${name}-${tone}`;

/** Draws a sign of the sprite as an image of the map, in the tone that the theme gives it. */
async function addSign(map, drawings, sign, colour) {
  const [name, tone] = sign;
  const symbol = new DOMParser().parseFromString(drawings, "image/svg+xml").getElementById(name);
  const side = SIGN_PIXELS * 2;
  const edge = `stroke="${colour("map-land")}"`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 36 36" width="${side}" height="${side}">`
    + `<g ${edge}>${symbol.innerHTML}</g></svg>`;
  const painted = text.replaceAll("currentColor", colour(tone)).replaceAll(/var\(--sign-ink,[^)]*\)/g, colour("sign-ink"));
  const image = new Image(side, side);
  image.src = `data:image/svg+xml,${encodeURIComponent(painted)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, side, side);
  const id = imageOf(sign);
  if (map.hasImage(id)) map.removeImage(id);
  map.addImage(id, pen.getImageData(0, 0, side, side), { pixelRatio: 2 });
}

function showCredit({ element, settings }) {
  const credit = element.querySelector("[data-credit]");
  const sources = [credit.textContent.trim(), settings.baseMap?.credit, "MapLibre"];
  credit.textContent = sources.filter(Boolean).join(" · ");
}

// --- what one may do with it -------------------------------------------------------------------------

function listenToTools({ map, element, box }) {
  const tools = element.querySelector(".map__tools");
  tools.hidden = false;
  tools.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => map.zoomTo(map.getZoom() + Number(button.dataset.zoom)));
  });
  tools.querySelector("[data-whole]").addEventListener("click", () => map.fitBounds(box, { padding: 16 }));
}

function listenToPlaces(view) {
  const { map, element } = view;
  const layers = ["cluster", "place"];
  const under = (point) => map.queryRenderedFeatures([[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]], { layers })[0];
  map.on("click", (event) => {
    const feature = under(event.point);
    if (!feature) return hideCard(view);
    if ("count" in feature.properties) return zoomInto(map, feature);
    return showCard(view, feature);
  });
  map.on("mousemove", (event) => {
    const feature = under(event.point);
    element.querySelector(".map__canvas").classList.toggle("is-link", Boolean(feature));
    pointAt(feature?.properties.id);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideCard(view);
    // Enter on the canvas: what stands in the middle, for those who move with the arrows.
    if (event.key === "Enter" && event.target === map.getCanvas()) openMiddle(view);
  });
}

function openMiddle(view) {
  const { map } = view;
  const middle = map.project(map.getCenter());
  const distance = (feature) => {
    const point = map.project(feature.geometry.coordinates);
    return Math.hypot(point.x - middle.x, point.y - middle.y);
  };
  const nearest = map.queryRenderedFeatures({ layers: ["cluster", "place"] }).sort((a, b) => distance(a) - distance(b))[0];
  if (!nearest) return;
  if ("count" in nearest.properties) zoomInto(map, nearest);
  else showCard(view, nearest);
}

function zoomInto(map, feature) {
  // Without `expand`, all the places of the cluster are at one spot: the list tells them apart.
  const zoom = feature.properties.expand ?? map.getMaxZoom();
  map.easeTo({ center: feature.geometry.coordinates, zoom: Math.min(zoom, map.getMaxZoom()) });
}

function pointAt(id) {
  document.querySelectorAll(".place-item.is-pointed").forEach((item) => item.classList.remove("is-pointed"));
  if (id) document.querySelector(`[data-place="${CSS.escape(id)}"]`)?.classList.add("is-pointed");
}

function showCard(view, feature) {
  const { element, settings, map } = view;
  const { id, name, url, kind } = feature.properties;
  const card = element.querySelector("[data-card]");
  const title = Object.assign(document.createElement("h3"), { textContent: name, className: "card__title" });
  const link = Object.assign(document.createElement("a"), {
    href: url ?? settings.place.replace("{id}", encodeURIComponent(id)), textContent: settings.words.open, className: "button",
  });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "button button--icon", textContent: "×" });
  close.setAttribute("aria-label", settings.words.close);
  close.addEventListener("click", () => { hideCard(view); map.getCanvas().focus(); });
  const word = Object.assign(document.createElement("p"), { textContent: settings.kinds[kind]?.[2] ?? "", className: "muted" });
  card.replaceChildren(title, word, link, close);
  card.hidden = false;
  pointAt(id);
}

function hideCard({ element }) {
  element.querySelector("[data-card]").hidden = true;
  pointAt(null);
}

/** After a move by hand, offers to search there; the address then says where, and the list follows. */
function listenToMoves({ map, element }, loadHtmx) {
  const list = element.dataset.results;
  const button = element.querySelector("[data-search-here]");
  if (!list || !button) return;
  map.on("moveend", (event) => { if (event.originalEvent) button.hidden = false; });
  button.addEventListener("click", async () => {
    const address = new URL(location.href);
    const bounds = map.getBounds();
    const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    address.searchParams.set("bbox", corners.map((degrees) => degrees.toFixed(4)).join(","));
    address.searchParams.set("z", map.getZoom().toFixed(1));
    address.searchParams.delete("page");
    const htmx = await loadHtmx();
    await htmx.ajax("GET", address.href, { target: list, select: list, swap: "outerHTML" });
    history.replaceState({}, "", address);
    button.hidden = true;
  });
}
