// Makes the page's map live with Leaflet, in the place beside the picture that the server drew.
// Everything on the map works without: when anything here fails, the picture and its buttons stay.

const LEAFLET = "../leaflet/";
/** Width of a marker in pixels: large enough for a finger. */
const MARKER = 44;
/** Narrower than this, in pixels, the plan is drawn without its marks. */
const FAR = 160;
/** Narrower than this, in pixels, as on a telephone, its marks are smaller. */
const NARROW = 320;
/** Sizes of the marks in pixels. */
const MARKS = { small: 11, large: 15 };
/** How long the map must rest before it is said what lies in its middle, in milliseconds. */
const REST = 400;

const numbers = (text) => text.split(",").map(Number);
const six = (degrees) => degrees.toFixed(6);

/** Loads Leaflet, which makes itself known as `L`. */
async function leaflet() {
  const sheet = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: new URL(`${LEAFLET}leaflet.css`, import.meta.url).href,
  });
  const styled = new Promise((resolve, reject) => Object.assign(sheet, { onload: resolve, onerror: reject }));
  document.head.append(sheet);
  await Promise.all([styled, import(`${LEAFLET}leaflet.js`)]);
  return window.L;
}

/** The server's drawing with its patterns and marks, without what only belongs to the picture. */
function drawing(picture, full) {
  const copy = picture.cloneNode(true);
  copy.querySelectorAll(".map__tiles, .map__marker, title").forEach((part) => part.remove());
  for (const part of copy.querySelectorAll("[id], [fill]")) {
    if (part.id) part.id += "-live";
    const fill = part.getAttribute("fill");
    if (fill) part.setAttribute("fill", fill.replace(")", "-live)"));
  }
  copy.setAttribute("viewBox", full);
  copy.setAttribute("aria-hidden", "true");
  copy.removeAttribute("role");
  copy.removeAttribute("aria-labelledby");
  copy.classList.remove("map__picture");
  return copy;
}

export async function enhance(root) {
  const picture = root.querySelector(".map__picture");
  const place = root.querySelector(".map__live");
  const button = (name) => document.getElementById(`${root.id}-${name}`);
  const L = await leaflet();

  const [west, south, east, north] = numbers(root.dataset.bounds);
  const [left, bottom, right, top] = numbers(root.dataset.view);
  const bounds = L.latLngBounds([south, west], [north, east]);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  root.classList.add("map--live");
  place.hidden = false;
  const map = L.map(place, {
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    animate: !still,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
    zoomSnap: root.dataset.tiles ? 1 : 0.5,
    zoomDelta: 1,
    minZoom: 3,
    maxZoom: 22,
    maxBounds: bounds.pad(2),
  });
  map.fitBounds([
    [bottom, left],
    [top, right],
  ]);
  if (root.dataset.tiles) L.tileLayer(root.dataset.tiles, { maxZoom: 22, maxNativeZoom: 19 }).addTo(map);
  const plan = drawing(picture, root.dataset.full);
  L.svgOverlay(plan, bounds).addTo(map);
  // Letters and patterns keep their size on the screen.
  const side = Number(root.dataset.full.split(" ")[2]);
  const resize = () => {
    const width = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
    const unit = side / width;
    // From far away the marks would cover each other.
    plan.classList.toggle("map__far", width < FAR);
    const mark = width < NARROW ? MARKS.small : MARKS.large;
    plan.querySelectorAll("text").forEach((text) => text.setAttribute("font-size", mark * unit));
    plan.querySelectorAll("pattern").forEach((pattern) => pattern.setAttribute("patternTransform", `scale(${unit})`));
  };
  map.on("zoomend", resize);
  resize();

  const half = () => map.getSize().divideBy(4);
  const moves = {
    north: () => map.panBy([0, -half().y]),
    south: () => map.panBy([0, half().y]),
    west: () => map.panBy([-half().x, 0]),
    east: () => map.panBy([half().x, 0]),
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
  };
  for (const [name, move] of Object.entries(moves)) {
    button(name)?.addEventListener("click", (event) => {
      event.preventDefault();
      move();
    });
  }
  if (root.dataset.map === "point") point(root, map, button("take"));
  else markers(root, map, L);
  // Opened on purpose, the map is where the reader goes on; else what was wrong is.
  if (location.hash === `#${root.id}` && !document.querySelector(".error-summary")) root.focus();
}

/** Choosing the point below the cross: the button sends it, as without script, and the page goes on with what was chosen. */
function point(root, map, take) {
  const middle = root.querySelector(".map__middle").firstElementChild;
  const send = ({ lat, lng }) => {
    take.value = `place:point:${six(lat)},${six(lng)}`;
  };
  const find = async ({ lat, lng }) => {
    const answer = await fetch(`${root.dataset.find}&lat=${six(lat)}&lon=${six(lng)}`);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.json();
  };
  const say = (found) => {
    const outside = found.inside === false ? ` – ${root.dataset.outside}` : "";
    middle.textContent = root.dataset.middle.replace("%", () => found.label + outside);
  };
  let resting;
  let asked = 0;
  map.on("click", (event) => map.panTo(event.latlng));
  map.on("moveend", () => {
    const center = map.getCenter().wrap();
    send(center);
    clearTimeout(resting);
    resting = setTimeout(async () => {
      const turn = ++asked;
      const found = await find(center).catch(() => undefined);
      if (found && turn === asked) say(found);
    }, REST);
  });
  // While the map still moves as well.
  take.addEventListener("click", () => send(map.getCenter().wrap()));
}

/** The numbered places of comments; the list stands beside the map. */
function markers(root, map, L) {
  let last;
  const shown = new Map();
  for (const link of root.querySelectorAll(".map__picture .map__marker")) {
    const [lat, lon] = numbers(link.dataset.at);
    const [aside, down] = numbers(link.dataset.aside);
    const icon = L.divIcon({
      className: "map__marker",
      html: link.textContent.trim(),
      iconSize: [MARKER, MARKER],
      iconAnchor: [MARKER / 2 - aside * MARKER, MARKER / 2 - down * MARKER],
    });
    const marker = L.marker([lat, lon], { icon, keyboard: true }).addTo(map);
    const element = marker.getElement();
    element.setAttribute("role", "link");
    element.setAttribute("aria-label", link.getAttribute("aria-label"));
    element.dataset.marker = link.id;
    shown.set(link.id, marker);
    const go = () => {
      const card = document.querySelector(link.getAttribute("href"));
      if (!card) return;
      last = element;
      card.tabIndex = -1;
      card.focus();
      card.scrollIntoView({ block: "nearest" });
    };
    marker.on("click", go);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        go();
      }
    });
  }
  const list = document.getElementById("comments");
  list?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && last) {
      event.preventDefault();
      last.focus();
    }
  });
  list?.addEventListener("click", (event) => {
    const id = event.target.closest("a[href^='#marker-']")?.getAttribute("href").slice(1);
    const marker = id && shown.get(id);
    if (!marker) return;
    event.preventDefault();
    map.panTo(marker.getLatLng());
    marker.getElement().focus();
  });
}
