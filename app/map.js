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
/** So many points across, and as many down, are looked at for what is seen of the sections; none lies beneath the cross. */
const LOOKS = 6;
/** About how wide a letter of a mark is, as a part of its height. */
const LETTER = 0.65;
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

/**
 * What puts the marks of the sections where they are read: each in its own place or, where that is out of sight, in the
 * middle of what is seen of its section. One that would stand on another is left out until the map is nearer.
 * @param {SVGSVGElement} plan
 * @returns {(seen: { left: number, top: number, right: number, bottom: number }, size: number) => void} Takes what is
 * seen and how high a mark is, in units of the drawing.
 */
function marks(plan) {
  const shapes = [...plan.querySelectorAll(".plan__ground")];
  const all = [...plan.querySelectorAll(".plan__mark")].map((text) => ({
    text,
    shape: shapes[text.dataset.shape],
    own: { x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")) },
  }));
  const downwards = [...shapes].reverse();
  const point = plan.createSVGPoint();
  const uppermost = (at) => {
    Object.assign(point, at);
    return downwards.find((shape) => shape.isPointInFill(point));
  };
  return ({ left, top, right, bottom }, size) => {
    const isSeen = ({ x, y }) => x > left && x < right && y > top && y < bottom;
    const parts = new Map();
    if (all.some(({ own }) => !isSeen(own)))
      for (let look = 0; look < LOOKS * LOOKS; look++) {
        const x = left + ((right - left) * ((look % LOOKS) + 0.5)) / LOOKS;
        const y = top + ((bottom - top) * (Math.floor(look / LOOKS) + 0.5)) / LOOKS;
        const shape = uppermost({ x, y });
        if (shape) parts.set(shape, [...(parts.get(shape) ?? []), { x, y }]);
      }
    const taken = [];
    for (const { text, shape, own } of all) {
      const at = isSeen(own) ? own : middleOf(parts.get(shape) ?? [own]);
      const half = (text.textContent.trim().length * LETTER * size) / 2;
      const isCrowded = taken.some((one) => Math.abs(one.y - at.y) < size && Math.abs(one.x - at.x) < one.half + half);
      if (!isCrowded) taken.push({ ...at, half });
      text.setAttribute("x", at.x);
      text.setAttribute("y", at.y);
      text.classList.toggle("map__crowded", isCrowded);
    }
  };
}

/** The one of some points that is nearest to the middle of all of them. */
function middleOf(points) {
  const mean = (axis) => points.reduce((sum, at) => sum + at[axis], 0) / points.length;
  const middle = { x: mean("x"), y: mean("y") };
  const away = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y);
  return points.reduce((best, at) => (away(at) < away(best) ? at : best));
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
    // Between two steps as well, so that what is to be seen fills the map.
    zoomSnap: 0,
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
  const mend = marks(plan);
  const resize = () => {
    const corner = map.latLngToLayerPoint(bounds.getNorthWest());
    const width = map.latLngToLayerPoint(bounds.getNorthEast()).x - corner.x;
    const unit = side / width;
    // From far away the marks would cover each other.
    plan.classList.toggle("map__far", width < FAR);
    const mark = width < NARROW ? MARKS.small : MARKS.large;
    plan.querySelectorAll("text").forEach((text) => text.setAttribute("font-size", mark * unit));
    plan.querySelectorAll("pattern").forEach((pattern) => pattern.setAttribute("patternTransform", `scale(${unit})`));
    const seen = map.containerPointToLayerPoint([0, 0]).subtract(corner).multiplyBy(unit);
    const { x, y } = map.getSize().multiplyBy(unit);
    mend({ left: seen.x, top: seen.y, right: seen.x + x, bottom: seen.y + y }, mark * unit);
  };
  // After each change of how near it is as well.
  map.on("moveend", resize);
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

/**
 * The numbered places of comments; the list stands beside the map. Those that would cover each other are one marker with
 * their number (the rule of the picture: `plan_map::groups`), which comes nearer until they part, or leads to the list.
 */
function markers(root, map, L) {
  const all = [...root.querySelectorAll(".map__picture [data-at]")].map((one) => ({
    id: one.id,
    at: L.latLng(numbers(one.dataset.at)),
    mark: one.dataset.mark ?? one.textContent.trim(),
    name: one.dataset.name ?? one.getAttribute("aria-label"),
    card: one.dataset.href ?? one.getAttribute("href"),
  }));
  let shown = [];
  let last;
  const of = (id) => shown.find(({ ones }) => ones.some((one) => one.id === id));
  /** How near the map must be for the first of some to stand apart from another one; infinite where they are at one place. */
  const apart = ([first, ...others]) => {
    const away = others.map(({ at }) => map.project(first.at, 0).distanceTo(map.project(at, 0)));
    return Math.log2(MARKER / Math.max(...away));
  };
  const go = (ones) => {
    const zoom = ones.length > 1 ? Math.max(apart(ones) + 0.1, map.getZoom() + 1) : Infinity;
    if (zoom <= map.getMaxZoom()) {
      map.setView(L.latLngBounds(ones.map(({ at }) => at)).getCenter(), zoom);
      return;
    }
    const card = document.querySelector(ones[0].card);
    if (!card) return;
    last = ones[0].id;
    card.tabIndex = -1;
    card.focus();
    card.scrollIntoView({ block: "nearest" });
  };
  const put = (ones) => {
    const amount = ones.length;
    const isGroup = amount > 1;
    const icon = L.divIcon({
      className: isGroup ? "map__marker map__marker--group" : "map__marker",
      html: isGroup ? `${amount}` : ones[0].mark,
      iconSize: [MARKER, MARKER],
    });
    const marker = L.marker(ones[0].at, { icon, keyboard: true }).addTo(map);
    const element = marker.getElement();
    const numbered = () =>
      ones.map(({ mark }) => mark).reduce((before, next) => root.dataset.more.replace("%1", before).replace("%2", next));
    element.setAttribute("role", "link");
    element.setAttribute(
      "aria-label",
      isGroup ? root.dataset.group.replace("%1", amount).replace("%2", numbered()) : ones[0].name,
    );
    marker.on("click", () => go(ones));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        go(ones);
      }
    });
    return { ones, marker, element };
  };
  const show = () => {
    const focused = shown.find(({ element }) => element === document.activeElement);
    for (const { marker } of shown) marker.remove();
    const groups = [];
    for (const one of all) {
      const point = map.project(one.at);
      const near = groups.find((group) => group.point.distanceTo(point) < MARKER);
      if (near) near.ones.push(one);
      else groups.push({ point, ones: [one] });
    }
    shown = groups.map(({ ones }) => put(ones));
    if (focused) of(focused.ones[0].id).element.focus();
  };
  map.on("zoomend", show);
  show();
  const list = document.getElementById("comments");
  list?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && last) {
      event.preventDefault();
      of(last).element.focus();
    }
  });
  list?.addEventListener("click", (event) => {
    const id = event.target.closest("a[href^='#marker-']")?.getAttribute("href").slice(1);
    const found = id && of(id);
    if (!found) return;
    event.preventDefault();
    map.panTo(found.marker.getLatLng());
    found.element.focus();
  });
}
