import type { Context } from 'hono';
import type { Deps } from '../../shared/deps.ts';
import { Busy } from '../../shared/table/faults.ts';
import { FIELD_TEXT } from '../../shared/text/inputs.ts';
import { issueText, type Language } from '../../shared/text/render.ts';
import { BadRequest } from './query.ts';

/** Something that is not there, or not there for whoever asks. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** What an answer is about, and what its reader can do. */
const TEXTS = {
  400: {
    title: { 'zh-CN': '请求有误', en: 'Bad request' },
    detail: {
      'zh-CN': '请按 errors 中逐项的说明改正后重试',
      en: 'Put right what errors says, item by item, and try again',
    },
  },
  404: {
    title: { 'zh-CN': '未找到', en: 'Not found' },
    detail: {
      'zh-CN': '没有这个地址，或没有这条记录，请核对',
      en: 'There is no such address or no such record; please check it',
    },
  },
  500: {
    title: { 'zh-CN': '系统内部错误', en: 'Internal error' },
    detail: {
      'zh-CN': '请把 instance 的值告知管理员，据此可在日志中查到原因',
      en: 'Please give the value of instance to the administrator, who finds the cause by it in the log',
    },
  },
  503: {
    title: { 'zh-CN': '系统繁忙', en: 'Busy' },
    detail: { 'zh-CN': '请稍后重试', en: 'Please try again shortly' },
  },
} as const satisfies Record<number, Record<'title' | 'detail', Record<Language, string>>>;

/** The language that a request asks for; Chinese unless it prefers English. */
export const languageOf = (c: Context): Language =>
  /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh-CN';

/** An answer of `application/problem+json` (RFC 9457). */
const problem = (
  c: Context,
  status: keyof typeof TEXTS,
  more: object = {},
  headers: Record<string, string> = {},
) => {
  const { title, detail } = TEXTS[status];
  const language = languageOf(c);
  return c.body(
    JSON.stringify({
      type: 'about:blank',
      title: title[language],
      status,
      detail: detail[language],
      ...more,
    }),
    status,
    { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  );
};

/**
 * Every error as the answer it gets: nothing of the inside goes out, and what is unexpected, a stored record that
 * cannot be read among it, is found in the log.
 */
export const answerTo = (deps: Deps) => (thrown: Error, c: Context) => {
  const error = Busy.from(thrown);
  if (error instanceof BadRequest) {
    // Of one field the first thing that is wrong with it: what follows only follows from it.
    const first = new Map(error.issues.toReversed().map((issue) => [issue.path.join('.'), issue]));
    const errors = [...first.values()].toReversed().map((issue) => ({
      path: issue.path.join('.'),
      code: Object.hasOwn(FIELD_TEXT, issue.message) ? issue.message : issue.code,
      message: issueText({ code: issue.code, message: issue.message }, languageOf(c)),
    }));
    return problem(c, 400, { errors });
  }
  if (error instanceof NotFound) return problem(c, 404);
  if (error instanceof Busy) return problem(c, 503, {}, { 'retry-after': String(error.retryAfter) });
  const instance = deps.newId();
  deps.log('request_failed', { instance, path: c.req.routePath, error: String(error) });
  return problem(c, 500, { instance });
};
