import * as z from 'zod';
import type { Code } from '../../domain/alerts/delivery-codes.ts';
import type { Sent } from '../sent.ts';
import type { Answer } from '../web/post.ts';
import { statusSent } from './status.ts';

/** What a provider's number says: a code, or one that depends on its words, which are looked at and never kept. */
type Meaning = Code | ((words: string) => Code);

/** A provider's numbers, and how long it shuts out who sends too fast. */
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

const Words = z.object({ errmsg: z.string().optional(), msg: z.string().optional() });

const wordsIn = (body: unknown): string => {
  const { data } = Words.safeParse(body);
  return data?.errmsg ?? data?.msg ?? '';
};

/**
 * What a robot's answer says: providers answer 200 with their own number in the body, and some of them other statuses
 * with it as well. A number that is not known may pass: it is tried again, within bounds, before anybody gives up.
 */
export function robotSent({ numberOf, meanings, limitedMs }: Dialect, answer: Answer, now: number): Sent {
  const body = jsonOf(answer.body);
  const number = numberOf(body);
  const byStatus = statusSent(answer, now);
  if (number === undefined) {
    return byStatus.code === 'ok' ? { code: 'answer_unreadable', answer: answer.status } : byStatus;
  }
  const meaning = meanings[number];
  const code = typeof meaning === 'function' ? meaning(wordsIn(body)) : meaning;
  if (code === 'ok' || (code === undefined && byStatus.code !== 'ok')) return byStatus;
  const afterMs = code === 'rate_limited' ? Math.max(limitedMs, byStatus.afterMs ?? 0) : byStatus.afterMs;
  return { code: code ?? 'provider_error', answer: number, afterMs };
}

const ErrCode = z.object({ errcode: z.int() });
const FeishuCode = z.object({ code: z.int().optional(), StatusCode: z.int().optional() });

/** errcode of WeCom and DingTalk. */
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

/** The one number with which DingTalk turns away what its security settings do not let through. */
const dingtalkGuard = (words: string): Code => {
  if (/timestamp|时间戳.*(过期|无效)/i.test(words) && !/sign|签名/i.test(words)) return 'clock_wrong';
  if (/sign|签名/i.test(words)) return 'sign_invalid';
  if (/keyword|关键词/i.test(words)) return 'keyword_missing';
  return 'ip_not_allowed';
};

/** 钉钉 自定义机器人. Who sends too fast is shut out for ten minutes. */
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
    310000: dingtalkGuard,
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

/** 飞书 自定义机器人; older answers say `StatusCode`. 9499 is a bad request, or too many of them. */
export const FEISHU: Dialect = {
  numberOf: (body) => {
    const { data } = FeishuCode.safeParse(body);
    return data?.code ?? data?.StatusCode;
  },
  limitedMs: MINUTE,
  meanings: {
    0: 'ok',
    11232: 'rate_limited',
    9499: (words) => (/too many|frequen|limit/i.test(words) ? 'rate_limited' : 'content_refused'),
    19001: 'key_invalid',
    19002: 'content_refused',
    19007: 'robot_off',
    19021: 'sign_invalid',
    19022: 'ip_not_allowed',
    19024: 'keyword_missing',
  },
};
