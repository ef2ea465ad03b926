import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { localQueue } from '../../../functions/audit/local-queue.ts';
import { AuditMessage } from '../../../functions/audit/message.ts';
import { planAudit } from '../../../functions/audit/plan.ts';
import { sqsQueue } from '../../../functions/audit/sqs-queue.ts';
import { AreaCode } from '../../../shared/areas/area.ts';
import { townships } from '../../../shared/areas/names.ts';
import { plainDate } from '../../../shared/dates.ts';

const messages = planAudit('run', plainDate('2026-06-15'), AreaCode.parse('511722')).slice(0, 23);

describe('a plan', () => {
  test('has one message for each township of the area, and for every one there is without an area', () => {
    const on = plainDate('2026-06-15');
    expect(planAudit('run', on).map(({ township }) => township)).toEqual(townships().map(({ code }) => code));
    const one = planAudit('run', on, AreaCode.parse('511722107'));
    expect(one).toEqual([{ run: 'run', on, township: '511722107' }]);
    expect(planAudit('run', on, AreaCode.parse('511722107203'))).toEqual(one);
    expect(
      planAudit('run', on, AreaCode.parse('511722')).every(({ township }) => /^511722/.test(township)),
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

describe('the queue within one process', () => {
  test('works off every message, some at a time, and one that fails stops no other', async () => {
    let working = 0;
    let most = 0;
    const done: string[] = [];
    const failed: string[] = [];
    const queue = localQueue(
      async ({ township }) => {
        most = Math.max(most, ++working);
        await new Promise((resolve) => setImmediate(resolve));
        working--;
        if (township === messages[1]?.township) throw new Error('unreadable');
        done.push(township);
      },
      ({ township }, error) => failed.push(`${township} ${error}`),
    );
    await queue.send(messages);
    expect(failed).toEqual([`${messages[1]?.township} Error: unreadable`]);
    expect(done.length).toBe(messages.length - 1);
    expect(most).toBe(4);
  });
});
