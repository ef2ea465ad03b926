import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { localQueue } from '../../../functions/audit/local-queue.ts';
import { AuditMessage } from '../../../functions/audit/message.ts';
import { planAudit } from '../../../functions/audit/plan.ts';
import { sqsQueue } from '../../../functions/audit/sqs-queue.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { AREAS, townships } from '../../areas.ts';

const messages = planAudit(AREAS, 'run', plainDate('2026-06-15'), AreaCode.parse('511722')).slice(0, 23);

describe('a plan', () => {
  test('has one message for each township of the area, and for every one there is without an area', () => {
    const on = plainDate('2026-06-15');
    expect(planAudit(AREAS, 'run', on).map(({ township }) => township)).toEqual(
      townships().map(({ code }) => code),
    );
    const one = planAudit(AREAS, 'run', on, AreaCode.parse('511722107'));
    expect(one).toEqual([{ run: 'run', on, township: '511722107' }]);
    expect(planAudit(AREAS, 'run', on, AreaCode.parse('511722107203'))).toEqual(one);
    expect(
      planAudit(AREAS, 'run', on, AreaCode.parse('511722')).every(({ township }) => /^511722/.test(township)),
    ).toBe(true);
  });
});

describe('the queue on AWS', () => {
  const sqs = mockClient(SQSClient);
  const queue = sqsQueue(new SQSClient({ region: 'cn-north-1' }), 'https://sqs.example/queue');
  beforeEach(() => sqs.reset());

  test('is sent every message once, ten at a time', async () => {
    sqs.on(SendMessageBatchCommand).resolves({});
    await queue.send(messages);
    const batches = sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input);
    expect(batches.map(({ Entries = [] }) => Entries.length)).toEqual([10, 10, 3]);
    expect(batches.every(({ QueueUrl }) => QueueUrl === 'https://sqs.example/queue')).toBe(true);
    const sent = batches.flatMap(({ Entries = [] }) => Entries);
    expect(sent.map(({ MessageBody }) => AuditMessage.parse(JSON.parse(MessageBody ?? '')))).toEqual(
      messages,
    );
    for (const { Entries = [] } of batches) {
      expect(new Set(Entries.map(({ Id }) => Id)).size).toBe(Entries.length);
    }
  });

  test('that does not take one of them is a failure of the whole', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({})
      .resolves({ Failed: [{ Id: '3', Code: 'InternalError', SenderFault: false }] });
    await expect(queue.send(messages)).rejects.toThrow('the queue did not take 1 messages: InternalError');
  });
});

const NO_PAUSE = async () => {};

describe('the queue within one process', () => {
  test('works off every message, some at a time', async () => {
    let working = 0;
    let most = 0;
    const done: string[] = [];
    const queue = localQueue({
      work: async ({ township }) => {
        most = Math.max(most, ++working);
        await new Promise((resolve) => setImmediate(resolve));
        working--;
        done.push(township);
        return { failed: [] };
      },
      dead: () => expect.unreachable(),
      pause: NO_PAUSE,
    });
    await queue.send(messages);
    expect(done.sort()).toEqual(messages.map(({ township }) => township).sort());
    expect(most).toBe(4);
  });

  test('tries again what fails, with growing pauses, puts it aside in the end, and does the others', async () => {
    const [first, second, third] = messages.map(({ township }) => township);
    const tries = new Map<string, number>();
    const pauses: number[] = [];
    const dead: string[] = [];
    const queue = localQueue({
      work: async ({ township }) => {
        const count = (tries.get(township) ?? 0) + 1;
        tries.set(township, count);
        if (township === first) throw new Error('unreadable');
        if (township === second) return { failed: ['one', 'two'] };
        if (township === third && count < 3) throw new Error('busy');
        return { failed: [] };
      },
      dead: ({ township }, error) => dead.push(`${township} ${error}`),
      pause: async (ms) => void pauses.push(ms),
    });
    await queue.send(messages.slice(0, 6));
    expect(dead.sort()).toEqual([`${first} Error: unreadable`, `${second} Error: 2 records failed`].sort());
    expect([...tries.values()]).toEqual([5, 5, 3, 1, 1, 1]);
    expect([...new Set(pauses)].sort((a, b) => a - b)).toEqual([500, 1000, 2000, 4000]);
  });
});
