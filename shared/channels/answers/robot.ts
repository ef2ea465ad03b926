import * as z from 'zod';
import type { Code } from '../../domain/alerts/delivery-codes.ts';
import type { SendResult } from '../send-result.ts';
import type { Answer } from '../web/post.ts';
import { interpretStatus } from './status.ts';

/** The code for a provider's error number, or how it follows from the error's message, which is never stored. */
type Meaning = Code | ((message: string) => Code);

/** How a provider reports errors, and for how long it blocks a robot that sends too fast. */
export interface Dialect {
  readonly numberOf: (body: unknown) => number | undefined;
  readonly meanings: Readonly<Record<number, Meaning>>;
  readonly limitedMs: number;
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const MessageFields = z.object({ errmsg: z.string().optional(), msg: z.string().optional() });

const messageIn = (body: unknown): string => {
  const { data } = MessageFields.safeParse(body);
  return data?.errmsg ?? data?.msg ?? '';
};

/**
 * Interprets a robot's answer. Providers answer 200 with an error number in the body, some also other statuses. An
 * unknown number counts as transient and is retried within the usual limits.
 */
export function interpretRobotAnswer(
  { numberOf, meanings, limitedMs }: Dialect,
  answer: Answer,
  now: number,
): SendResult {
  const body = jsonOf(answer.body);
  const number = numberOf(body);
  const ofStatus = interpretStatus(answer, now);
  if (number === undefined) {
    return ofStatus.code === 'ok' ? { code: 'answer_unreadable', answer: answer.status } : ofStatus;
  }
  const meaning = meanings[number];
  const code = typeof meaning === 'function' ? meaning(messageIn(body)) : meaning;
  if (code === 'ok' || (code === undefined && ofStatus.code !== 'ok')) return ofStatus;
  const afterMs = code === 'rate_limited' ? Math.max(limitedMs, ofStatus.afterMs ?? 0) : ofStatus.afterMs;
  return { code: code ?? 'provider_error', answer: number, afterMs };
}

const ErrCode = z.object({ errcode: z.int() });
const FeishuCode = z.object({ code: z.int().optional(), StatusCode: z.int().optional() });

/** Reads `errcode` of WeCom and DingTalk. */
const errcodeIn = (body: unknown): number | undefined => ErrCode.safeParse(body).data?.errcode;

const MINUTE = 60_000;

/** 企业微信 群机器人, 全局错误码. */
export const WECOM: Dialect = {
  numberOf: errcodeIn,
  limitedMs: MINUTE,
  meanings: {
    0: 'ok',
    [-1]: 'provider_busy',
    45009: 'rate_limited',
    45033: 'rate_limited',
    93000: 'key_invalid',
    93004: 'robot_off',
    93008: 'robot_off',
    40008: 'content_refused',
    40058: 'content_refused',
    44004: 'content_refused',
    45002: 'content_refused',
    60020: 'ip_not_allowed',
  },
};

/** The code for 310000, the one number that DingTalk has for all of a robot's security settings. */
const dingtalkSecurityCode = (message: string): Code => {
  if (/timestamp|时间戳.*(过期|无效)/i.test(message) && !/sign|签名/i.test(message)) return 'clock_wrong';
  if (/sign|签名/i.test(message)) return 'sign_invalid';
  if (/keyword|关键词/i.test(message)) return 'keyword_missing';
  return 'ip_not_allowed';
};

/** 钉钉 自定义机器人. A robot that sends too fast is blocked for ten minutes. */
export const DINGTALK: Dialect = {
  numberOf: errcodeIn,
  limitedMs: 10 * MINUTE,
  meanings: {
    0: 'ok',
    [-1]: 'provider_busy',
    90018: 'rate_limited',
    90030: 'rate_limited',
    130101: 'rate_limited',
    410100: 'rate_limited',
    660026: 'rate_limited',
    300001: 'key_invalid',
    300005: 'key_invalid',
    400101: 'key_invalid',
    310000: dingtalkSecurityCode,
    400013: 'robot_off',
    400102: 'robot_off',
    40035: 'content_refused',
    400105: 'content_refused',
    430101: 'content_refused',
    430102: 'content_refused',
    430103: 'content_refused',
    430104: 'content_refused',
    460101: 'content_refused',
  },
};

/** 飞书 自定义机器人; older answers have `StatusCode`. 9499 is a bad request or a rate limit. */
export const FEISHU: Dialect = {
  numberOf: (body) => {
    const { data } = FeishuCode.safeParse(body);
    return data?.code ?? data?.StatusCode;
  },
  limitedMs: MINUTE,
  meanings: {
    0: 'ok',
    11232: 'rate_limited',
    9499: (message) => (/too many|frequen|limit/i.test(message) ? 'rate_limited' : 'content_refused'),
    19001: 'key_invalid',
    19002: 'content_refused',
    19007: 'robot_off',
    19021: 'sign_invalid',
    19022: 'ip_not_allowed',
    19024: 'keyword_missing',
  },
};
