// Days as the demonstration's municipality counts them: in the hours around midnight the day in UTC is another one.

const DAY = 86_400_000;

/** A civil day, so many days from today, as date fields and addresses have it. */
export const day = (offset = 0) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date(Date.now() + offset * DAY));
