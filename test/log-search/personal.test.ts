import { describe, expect, test } from 'vitest';
import { logLine } from '../../shared/log.ts';
import { idNumber } from '../shared/domain/rules/builders.ts';
import { eventsIn } from './keep.ts';
import { searched } from './personal.ts';

const SOUND = idNumber('1992-03-05', 17);
const event = (fields: object) =>
  JSON.stringify({ at: '2026-06-15T04:00:00.000Z', event: 'request', ...fields });

describe('the search of a run’s logs', () => {
  test.each([
    ['an ID number', `refused: ${SOUND}`],
    ['an ID number', `without its last sign: ${SOUND.slice(0, 17)}`],
    ['an ID number', event({ path: `/people/${SOUND}` })],
    ['a phone', event({ error: 'no phone 13800138000' })],
    ['a phone', 'the demo’s: 10012345678'],
    ['a phone', 'at a desk: 0818-5200000'],
    ['the name of a test’s person', 'row 3: 成员12之0'],
    ['the name of a test’s person', '{"name":"\\u6210\\u545812"}'],
    ['Chinese text in an event', event({ error: '张秀英' })],
    ['Chinese text in an event', event({ error: 'x' }).replace('x', '\\u5f20\\u79c0')],
  ])('finds %s in %s', (what, line) => {
    const { lines, personal } = searched([`${event({})}\n${line}\n`, event({})]);
    expect(lines).toBe(3);
    expect(personal).toContainEqual(expect.stringContaining(`${what}: `));
  });

  test.each([
    event({ request: '01M85CW0AHG533455PYDEEQ7SE', ms: 12, id: '0H000000000000000000000001' }),
    event({ area: '511722107203', now: 1_781_496_000_000, until: 1_781_496_000 }),
    'houfu: 第3行：身份证号码511799************有误',
    '138****8000',
  ])('finds nothing in %s', (line) => {
    expect(searched([line])).toEqual({ lines: 1, personal: [] });
  });

  test('takes of what a job prints the events alone', () => {
    expect(eventsIn(`张秀英 gap\n${event({})}\n{"name":"张秀英"}\n`)).toBe(event({}));
  });

  test('knows a line of the log by how it is written', () => {
    const written: string[] = [];
    const { write } = process.stderr;
    process.stderr.write = ((line: string) => written.push(line) > 0) as typeof write;
    try {
      logLine('request', { error: '张秀英' });
    } finally {
      process.stderr.write = write;
    }
    expect(searched(written).personal).toHaveLength(1);
  });
});
