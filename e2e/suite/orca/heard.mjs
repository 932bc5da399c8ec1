// What Orca said, out of its debug file.

/** The phrases in order; those that Orca repeats at once are named once. */
export function heard(log) {
  const lines = log.matchAll(/^(?:\d\d:\d\d:\d\d[.\d]* - )?SPEECH OUTPUT: '(.*?)'(?:\s*[[{].*)?$/gm);
  const phrases = [...lines].map(([, phrase]) => phrase.trim()).filter(Boolean);
  return phrases.filter((phrase, index) => phrase !== phrases[index - 1]);
}
