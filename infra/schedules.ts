/**
 * When the scheduled jobs run, once for AWS (EventBridge Scheduler) and for one machine (croner).
 * Five fields as in crontab(5): minute, hour, day of the month, month, day of the week.
 */
export const SCHEDULES = {
  /** Early enough that the morning's alerts are true, late enough that midnight's new day has long begun. */
  audit: { cron: '0 2 * * *' },
  /** After that night's audit: on the first, the month that has just ended; on any other day only what was missed. */
  freeze: { cron: '0 3 * * *' },
  /** On Sundays; on any other day only where no Sunday's has come to its end. */
  reconcile: { cron: '0 4 * * *' },
  /** Every day, since a Saturday may be worked and a Monday be off: the job itself knows the working days. */
  digest: { cron: '0 8 * * *' },
  /** Urgent alerts, and deliveries that failed before. */
  deliver: { cron: '*/5 * * * *' },
} as const;

export const TIME_ZONE = 'Asia/Shanghai';

/**
 * The same schedule as EventBridge writes it: with a year, and a question mark for the one of the two days that
 * does not decide. Its numbers for days of the week differ from crontab's, so a week day must be named (MON-FRI).
 * @throws RangeError for what the one form says and the other cannot
 */
export const eventBridgeCron = (cron: string): string => {
  const [minute, hour, day, month, weekday, ...more] = cron.trim().split(/\s+/);
  if (weekday === undefined || more.length > 0) throw new RangeError(`not five fields: ${cron}`);
  if (/\d/.test(weekday)) throw new RangeError(`name the day of the week instead of numbering it: ${cron}`);
  if (day !== '*' && weekday !== '*')
    throw new RangeError(`either a day of the month or of the week: ${cron}`);
  const days = weekday === '*' ? `${day} ${month} ?` : `? ${month} ${weekday}`;
  return `cron(${minute} ${hour} ${days} *)`;
};
