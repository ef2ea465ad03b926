import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { eventBridgeCron, SCHEDULES, TIME_ZONE } from '../../infra/schedules.ts';

describe('eventBridgeCron', () => {
  it.each([
    ['0 2 * * *', 'cron(0 2 * * ? *)'],
    ['30 7 * * MON-FRI', 'cron(30 7 ? * MON-FRI *)'],
    ['0 6 1 * *', 'cron(0 6 1 * ? *)'],
    ['*/10 8-18 * 3,6 *', 'cron(*/10 8-18 * 3,6 ? *)'],
  ])('%s becomes %s', (cron, expected) => {
    expect(eventBridgeCron(cron)).toBe(expected);
  });

  it.each(['0 2 * *', '0 0 2 * * *', '0 2 * * 1', '0 2 1 * MON', ''])('refuses «%s»', (cron) => {
    expect(() => eventBridgeCron(cron)).toThrow(RangeError);
  });
});

describe('the audit', () => {
  it('runs at two in the night in Shanghai, which is six in the evening before in UTC', () => {
    const audit = new Cron(SCHEDULES.audit.cron, { timezone: TIME_ZONE, paused: true });
    const next = audit.nextRun(new Date('2026-02-28T18:00:00Z'));
    expect(next?.toISOString()).toBe('2026-03-01T18:00:00.000Z');
    expect(eventBridgeCron(SCHEDULES.audit.cron)).toBe('cron(0 2 * * ? *)');
  });
});
