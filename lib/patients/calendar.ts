/** The database's calendar day as `YYYY-MM-DD`. Days have no time zone; the driver reads them as midnight UTC. */
export function fromDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** A calendar day `YYYY-MM-DD` as the driver writes it. */
export function toDay(text: string): Date {
  return new Date(`${text}T00:00:00Z`);
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`; 30 February is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = toDay(text);
  return !Number.isNaN(day.getTime()) && fromDay(day) === text;
}
