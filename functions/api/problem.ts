import type { Context } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../shared/deps.ts';
import { Busy } from '../../shared/table/faults.ts';
import { issueText, type Language } from '../../shared/text/render.ts';

/** Something that is not there, or not there for whoever asks. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

const TITLES = {
  400: { 'zh-CN': '请求有误', en: 'Bad request' },
  404: { 'zh-CN': '未找到', en: 'Not found' },
  500: { 'zh-CN': '系统内部错误', en: 'Internal error' },
  503: { 'zh-CN': '系统繁忙，请稍后重试', en: 'Busy: try again shortly' },
} as const satisfies Record<number, Record<Language, string>>;

/** The language that a request asks for; Chinese unless it prefers English. */
export const languageOf = (c: Context): Language =>
  /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh-CN';

/** An answer of `application/problem+json` (RFC 9457). */
const problem = (
  c: Context,
  status: keyof typeof TITLES,
  more: object = {},
  headers: Record<string, string> = {},
) =>
  c.body(
    JSON.stringify({ type: 'about:blank', title: TITLES[status][languageOf(c)], status, ...more }),
    status,
    { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  );

/** Every error as the answer it gets: nothing of the inside goes out, and what is unexpected is found in the log. */
export const answerTo = (deps: Deps) => (error: Error, c: Context) => {
  if (error instanceof z.ZodError) {
    const errors = error.issues.map((issue) => ({
      path: issue.path.join('.'),
      code: issue.message,
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
