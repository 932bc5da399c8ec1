// Nothing needs a swipe, a shake or dragging: what listens to those has a button beside it.

import { ask } from "../ask.mjs";
import { listeners } from "../listeners.mjs";

const GESTURES = ["touchmove", "gesturestart", "gesturechange", "pointermove", "mousemove", "dragstart", "dragover", "drop"];
const MOTION = ["devicemotion", "deviceorientation", "deviceorientationabsolute"];

export const probe = {
  name: "gestures",
  criteria: ["2.5.1", "2.5.4", "2.5.7"],
  sentence: "nothing needs swiping, shaking or dragging",
  needs: "script",
  async run(page) {
    const heard = await listeners(page, [...GESTURES, ...MOTION]);
    const found = [];
    // Who listens to pressing and to letting go, and to no click, measures the way between: a swipe.
    const pairs = [["pointerdown", "pointerup"], ["mousedown", "mouseup"], ["touchstart", "touchend"]];
    const pressed = await listeners(page, [...pairs.flat(), "click"]);
    for (const element of new Set(pressed.map(({ element }) => element))) {
      const types = pressed.filter((other) => other.element === element).map(({ type }) => type);
      if (/^(window|document)$/.test(element) || types.includes("click") || !pairs.some((pair) => pair.every((type) => types.includes(type)))) continue;
      if (!(await alternative(page, element)) && !heard.some((other) => other.element === element)) found.push({ element, text: "listens to pressing and letting go as for a swipe, and says of no button that does the same" });
    }
    for (const { element, type } of heard) {
      if (MOTION.includes(type)) {
        // A switch and buttons for the same would do; the product has neither, so that listening alone is found.
        if (!(await alternative(page, "html"))) found.push({ element: "html", text: `listens to ${type}: shaking and tilting must not be needed` });
      } else if (element !== "window" && element !== "document" && !(await alternative(page, element))) {
        found.push({ element, text: `listens to ${type}, and says of no button that does the same` });
      } else if (element === "window" || element === "document") {
        if (/touchmove|gesture|drop|dragover/.test(type) && !(await alternative(page, "html"))) found.push({ element: "html", text: `the ${element} listens to ${type}, and says of no button that does the same` });
      }
    }
    found.push(...(await ask(page, () => {
      const { path, visible } = window.probing;
      return [...document.querySelectorAll('[draggable="true"], [ondragstart], [ontouchmove], [onpointermove], [onmousemove]')].filter((element) => visible(element) && !(element.closest("[data-without-dragging]") || element.querySelector("button, a[href], select, input") || element.closest("li, tr, fieldset, figure")?.querySelector("button, select, input"))).map((element) => ({ element: path(element), text: "can be dragged, and has no button that does the same" }));
    })));
    // Sliders made of boxes: a range input can be tapped; a role alone must take clicks or have buttons.
    found.push(...(await ask(page, () => [...document.querySelectorAll('[role="slider"]')].filter((element) => window.probing.visible(element) && !element.parentElement.querySelector("button, input")).map((element) => ({ element: window.probing.path(element), text: "a slider without buttons beside it" })))));
    return found;
  },
};

/** Whether what is near, within the same group, can be operated by pressing: buttons, fields or links. */
const alternative = (page, selector) =>
  ask(page, (selector) => {
    if (selector === "html") return Boolean(document.querySelector("[data-without-dragging]"));
    const element = document.querySelector(selector);
    const group = element.closest("[data-without-dragging], section, fieldset, figure, ul, ol, [role=group], [role=region]") ?? element.parentElement;
    if (element.closest("[data-without-dragging]")) return true;
    return [...group.querySelectorAll("button, select, input:not([type=hidden]), a[href]")].some((control) => control !== element && window.probing.visible(control));
  }, selector);
