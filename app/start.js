// Starts the program in the page, where the browser can run it and the visitor has not asked to save data.
// The page works without: nothing here may be needed to read or to comment.

// An empty module that uses what rustc emits by default beyond the first version of WebAssembly: sign extension,
// reference types, multiple values, bulk memory.
const probe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 2, 96, 0, 0, 96, 0, 2, 127, 127, 3, 3, 2, 0, 1, 4, 4, 1, 111, 0, 0, 5, 3, 1, 0, 0,
  10, 24, 2, 14, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 208, 111, 26, 11, 7, 0, 65, 1, 192, 65, 1, 11,
]);

const able = typeof WebAssembly === "object" && WebAssembly.validate(probe);
const saving = navigator.connection && navigator.connection.saveData;

if (able && !saving) {
  const said = (name) => document.querySelector(`meta[name="${name}"]`).content;
  const program = fetch(new URL("./app_bg.wasm", import.meta.url));
  Promise.all([
    fetch(said("texts")).then((answer) => answer.text()),
    import("./app.js").then((app) => app.default({ module_or_path: program }).then(() => app)),
  ])
    .then(([table, app]) => app.hydrate(table))
    .catch((error) => console.error("The page goes on without its program:", error));
}

// A map that the visitor opened is made live; the server's picture of it stays where data is saved.
const map = document.querySelector("[data-map]");
if (map && !saving) {
  import("./map.js")
    .then((live) => live.enhance(map))
    .catch((error) => console.error("The map stays a picture:", error));
}

// The bar that reads the page aloud, where the browser can speak at all.
if ("speechSynthesis" in window && document.querySelector("[data-read-aloud]")) {
  import("./read-aloud.js").catch((error) => console.error("The page is not read aloud:", error));
}
