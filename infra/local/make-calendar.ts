/**
 * Makes the file of public holidays and made-up working days from the package chinese-days. The package itself, with
 * the names of each day in two languages, is too large for every function:
 *
 *     npx tsx infra/local/make-calendar.ts
 */
import { writeFileSync } from 'node:fs';
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** `2026-02-17` → year 2026, 0217. */
const byYear = (dates: object): Record<string, string> => {
  const years: Record<string, string[]> = {};
  for (const date of Object.keys(dates).sort()) {
    const [year = '', month, day] = date.split('-');
    years[year] ??= [];
    years[year].push(`${month}${day}`);
  }
  return Object.fromEntries(Object.entries(years).map(([year, days]) => [year, days.join(' ')]));
};

const days = { holidays: byYear(published.holidays), madeUp: byYear(published.workdays) };
writeFileSync(
  new URL('../../shared/domain/calendar/calendar-days.json', import.meta.url),
  `${JSON.stringify(days, null, 1)}\n`,
);
