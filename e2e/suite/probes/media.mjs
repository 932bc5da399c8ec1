// Films and recordings come with captions, a description and a text, and do not start by themselves.

import { ask } from "../ask.mjs";

export const probe = {
  name: "media",
  criteria: ["1.2.1", "1.2.2", "1.2.3", "1.2.5", "1.4.2"],
  sentence: "films have captions and descriptions, recordings have a text",
  run: (page) =>
    ask(page, () => {
      const { path, visible, shown, name } = window.probing;
      const TEXT = /transkript|transcript|textfassung|text version|abschrift|wortlaut|als text|in text|written|following speech|gesprochene(r|n)? text/i;
      const DESCRIBED = /audiodeskription|audio description|beschreib|described/i;
      const found = [];
      // What is pushed out of the page or hidden from screen readers is no text for everybody.
      const there = (part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return !part.closest('[aria-hidden="true"]') && [...range.getClientRects()].some((line) => line.right + scrollX > 0 && line.bottom + scrollY > 0);
      };
      const near = (media) => {
        const holder = media.closest("figure, section, article, div, li") ?? media.parentElement;
        const described = (media.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
        return [holder, ...described, holder.nextElementSibling].filter(Boolean);
      };
      const details = (media) => (media.getAttribute("aria-details") ?? "").split(/\s+/).map((id) => document.getElementById(id)).some((element) => element && visible(element) && element.textContent.trim().length > 20);
      const transcript = (media) => details(media) || near(media).some((part) => [...part.querySelectorAll("a[href], details, h2, h3, h4, summary")].some((element) => visible(element) && TEXT.test(shown(element))) || TEXT.test(part.matches("a, details, p") && there(part) ? shown(part) : "")) || TEXT.test(media.nextElementSibling?.matches("p, a, details") && there(media.nextElementSibling) ? shown(media.nextElementSibling) : "");
      for (const media of document.querySelectorAll("video, audio")) {
        if (media.localName === "video" && !visible(media)) continue;
        if (media.localName === "audio" && !media.autoplay && (!media.controls || !media.checkVisibility())) continue;
        const track = (kind) => [...media.querySelectorAll("track")].some((track) => (track.getAttribute("kind") ?? "subtitles") === kind && track.getAttribute("src"));
        const silent = media.localName === "video" && (media.muted || media.hasAttribute("muted")) && !media.controls;
        const alternative = near(media).some((part) => /(text|video|film)[^.]{0,40}(alternative|fassung für)|alternative to (the )?text|wiederholt den text/i.test(shown(part)));
        if (alternative) continue;
        if (media.localName === "audio") {
          if (!transcript(media)) found.push({ element: path(media), text: "a recording without a text" });
        } else {
          const signed = media.hasAttribute("data-sign-language");
          if (!silent && !signed && !track("captions")) found.push({ element: path(media), text: "a film without captions" });
          if (!track("descriptions") && !transcript(media) && !near(media).some((part) => DESCRIBED.test(shown(part)))) found.push({ element: path(media), text: "a film without description or text" });
        }
        if (!media.controls && !silent) found.push({ element: path(media), text: "a recording that cannot be stopped" });
        if (media.autoplay && !(media.muted || media.hasAttribute("muted"))) found.push({ element: path(media), text: "plays sound by itself" });
        if (media.controls && !name(media) && media.localName === "video" && !media.closest("figure")?.querySelector("figcaption")) found.push({ element: path(media), text: "a film without a name" });
      }
      return found;
    }),
};
