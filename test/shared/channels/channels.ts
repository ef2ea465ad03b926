import { Channel } from '../../../shared/domain/alerts/channel.ts';
import type { ChannelWorld } from './world.ts';

const common = { label: '后扶办', alerts: ['immediate', 'digest'], enabled: true };

/** One channel of each kind that goes over https, to a port of this machine under its own host's name. */
export const channelsAt = ({ open }: ChannelWorld, port: number) => {
  open(port, 'qyapi.weixin.qq.com', 'oapi.dingtalk.com', 'open.feishu.cn', 'hooks.example.com');
  return {
    wecom: Channel.parse({
      ...{ ...common, kind: 'wecom', id: 'wecom-1', secret: 'wecom-key' },
      url: `https://qyapi.weixin.qq.com:${port}/cgi-bin/webhook/send`,
    }),
    dingtalk: Channel.parse({
      ...{
        ...common,
        kind: 'dingtalk',
        id: 'dingtalk-1',
        secret: 'dingtalk-token',
        signing: 'dingtalk-signing',
      },
      url: `https://oapi.dingtalk.com:${port}/robot/send`,
    }),
    feishu: Channel.parse({
      ...{ ...common, kind: 'feishu', id: 'feishu-1', secret: 'feishu-token', signing: 'feishu-signing' },
      url: `https://open.feishu.cn:${port}/open-apis/bot/v2/hook`,
    }),
    webhook: Channel.parse({
      ...{ ...common, kind: 'webhook', id: 'webhook-1', secret: 'hook-secret' },
      url: `https://hooks.example.com:${port}/houfu/alerts`,
    }),
  };
};

export const sinkChannel = Channel.parse({ ...common, kind: 'sink', id: 'sink-1' });

export const topicChannel = Channel.parse({
  ...{ ...common, kind: 'sns', id: 'sns-1' },
  topic: 'arn:aws-cn:sns:cn-northwest-1:123456789012:houfu',
});

/** A mail server under its host's name on a port of this machine. */
export const mailChannel = (
  { open }: ChannelWorld,
  port: number,
  change: Readonly<Record<string, unknown>> = {},
) => {
  open(port, 'smtp.example.com');
  return Channel.parse({
    ...{ ...common, kind: 'smtp', id: 'smtp-1', host: 'smtp.example.com', port, tls: 'implicit' },
    ...{ from: 'houfu@example.com', to: ['lead@example.com', 'office@example.com'] },
    ...{ user: 'houfu@example.com', secret: 'mail-password' },
    ...change,
  });
};
