// All probes. Those that leave the page as it is come first; those that change it are given a fresh one.

import { probe as colourAlone } from "./colour-alone.mjs";
import { probe as consistency } from "./consistency.mjs";
import { probe as contextChange } from "./context-change.mjs";
import { probe as controlContrast } from "./control-contrast.mjs";
import { probe as dialogs } from "./dialogs.mjs";
import { probe as errors } from "./errors.mjs";
import { probe as focusObscured } from "./focus-obscured.mjs";
import { probe as focusOrder } from "./focus-order.mjs";
import { probe as focusVisible } from "./focus-visible.mjs";
import { probe as forcedColors } from "./forced-colors.mjs";
import { probe as gestures } from "./gestures.mjs";
import { probe as headings } from "./headings.mjs";
import { probe as hover } from "./hover.mjs";
import { probe as images } from "./images.mjs";
import { probe as keyboard } from "./keyboard.mjs";
import { probe as language } from "./language.mjs";
import { probe as lateProgram } from "./late-program.mjs";
import { probe as media } from "./media.mjs";
import { probe as motion } from "./motion.mjs";
import { probe as names } from "./names.mjs";
import { probe as noScript } from "./no-script.mjs";
import { probe as orientation } from "./orientation.mjs";
import { probe as pointer } from "./pointer.mjs";
import { probe as purpose } from "./purpose.mjs";
import { probe as readingOrder } from "./reading-order.mjs";
import { probe as redundant } from "./redundant.mjs";
import { probe as reflow } from "./reflow.mjs";
import { probe as sensory } from "./sensory.mjs";
import { probe as shortcuts } from "./shortcuts.mjs";
import { probe as signIn } from "./sign-in.mjs";
import { probe as status } from "./status.mjs";
import { probe as targets } from "./targets.mjs";
import { probe as textSize } from "./text-size.mjs";
import { probe as textSpacing } from "./text-spacing.mjs";
import { probe as timing } from "./timing.mjs";
import { probe as titles } from "./titles.mjs";
import { probe as ways } from "./ways.mjs";

/** Probes of one page, in the order in which they run. */
export const PAGE_PROBES = [
  errors,
  headings,
  names,
  images,
  media,
  language,
  sensory,
  purpose,
  colourAlone,
  focusOrder,
  readingOrder,
  targets,
  gestures,
  motion,
  reflow,
  textSpacing,
  textSize,
  orientation,
  forcedColors,
  controlContrast,
  focusVisible,
  focusObscured,
  keyboard,
  hover,
  noScript,
  lateProgram,
  timing,
  signIn,
  shortcuts,
  pointer,
  dialogs,
  contextChange,
  status,
];

/** Probes that compare pages with each other. */
export const SITE_PROBES = [titles, consistency, ways, redundant];

/** All of them. */
export const PROBES = [...PAGE_PROBES, ...SITE_PROBES];
