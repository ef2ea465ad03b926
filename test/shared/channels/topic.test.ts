import { SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { sendOnce } from '../../../shared/channels/attempt.ts';
import { snsClient, snsPublish } from '../../../shared/channels/kinds/sns.ts';
import { topicChannel } from './channels.ts';
import { MESSAGE_ID, message } from './messages.ts';
import { channelWorld } from './world.ts';

describe('a topic', () => {
  const sns = mockClient(SNSClient);
  const its = channelWorld({ publish: snsPublish(snsClient) });
  const sent = () => sendOnce(its.deps, topicChannel, message(), its.deps.log);
  const fails = (name: string, httpStatusCode?: number) =>
    sns.rejects(Object.assign(new Error('secret words'), { name, $metadata: { httpStatusCode } }));

  beforeEach(() => {
    sns.reset();
    sns.resolves({ MessageId: 'x' });
  });

  test('is published to once, in its own region', async () => {
    expect(await sent()).toEqual({ code: 'ok' });
    expect(await sent()).toEqual({ code: 'ok' });
    const [call, again] = sns.calls();
    if (!call || !again) throw new Error('not published twice');
    expect(call.args[0].input).toEqual({
      TopicArn: 'arn:aws-cn:sns:cn-northwest-1:123456789012:houfu',
      Subject: 'Houfu alert, area 511722, 2026-06-15',
      Message: expect.stringContaining('宣汉县问题台账日报'),
      MessageAttributes: { message: { DataType: 'String', StringValue: MESSAGE_ID } },
    });
    const { config } = call.thisValue as SNSClient;
    expect([await config.region(), await config.maxAttempts()]).toEqual(['cn-northwest-1', 1]);
    // Made once.
    expect((again.thisValue as SNSClient).config).toBe(config);
  });

  test.each([
    ['NotFoundException', 404, 'topic_unknown'],
    ['AuthorizationErrorException', 403, 'topic_forbidden'],
    ['KMSAccessDeniedException', 400, 'topic_forbidden'],
    ['ThrottledException', 429, 'rate_limited'],
    ['InvalidParameterException', 400, 'content_refused'],
    ['InternalErrorException', 500, 'server_error'],
    ['TimeoutError', undefined, 'connection_lost'],
  ] as const)('%s', async (name, status, code) => {
    fails(name, status);
    expect(await sent()).toMatchObject({ code, answer: status });
  });
});
