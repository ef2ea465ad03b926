import type { ErrorHandler } from 'hono';
import { routePath } from 'hono/route';
import * as z from 'zod';
import type { Deps } from '../../../shared/deps.ts';
import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { Busy, TooManyRequests } from '../../../shared/faults.ts';
import { NoRights, TokenRefused } from '../../../shared/identity/refused.ts';
import { IDENTITY_TEXT } from '../../../shared/text/identity.ts';
import { FIELD_TEXT } from '../../../shared/text/inputs.ts';
import { PROBLEM_TEXT, type ProblemStatus } from '../../../shared/text/problems.ts';
import { issueText, type Language, refusalText } from '../../../shared/text/render.ts';
import { NoToken, NotFound, NotJson, TooLarge, WrongMethod } from './errors.ts';
import { BadRequest } from './parse.ts';
import type { ApiEnv } from './variables.ts';

/** An answer that is no success (RFC 9457). */
export const Problem = z
  .strictObject({
    type: z.literal('about:blank').meta({ description: '固定 · always this' }),
    title: z.string(),
    status: z.int().meta({ description: 'HTTP 状态 · HTTP status' }),
    detail: z.string().meta({ description: '怎么办 · What to do about it' }),
    instance: z.string().meta({ description: '请求编号 · Of this request; it is found in the log' }),
    errors: z
      .array(
        z.strictObject({
          path: z.string().meta({ description: '位置 · where' }),
          code: z.string(),
          message: z.string().meta({ description: '说明 · what is wrong and how to mend it' }),
        }),
      )
      .optional()
      .meta({ description: '逐项错误 · What is wrong, item by item' }),
  })
  .meta({ id: 'Problem', description: '出错的答复 · An answer that is no success (RFC 9457)' });
type Problem = z.infer<typeof Problem>;

type Errors = NonNullable<Problem['errors']>;

interface ProblemParts {
  readonly status: ProblemStatus;
  readonly errors?: Errors;
  /** Replaces the general text of the status. */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status of refusals; 422 for all others. */
const REFUSAL_STATUS: Readonly<Record<string, ProblemStatus>> = {
  record_unknown: 404,
  flag_unknown: 404,
  month_not_frozen: 404,
  month_not_over: 404,
  not_permitted: 403,
  origin_reads_only: 403,
  outside_areas: 403,
  areas_not_configured: 403,
  flag_step_of_others: 403,
  flag_second_person: 403,
  area_not_configured: 400,
  area_replaced: 400,
  area_not_in_use: 400,
  area_needed: 400,
  numbers_to_come: 400,
  village_today_only: 400,
  trend_too_long: 400,
  trend_backwards: 400,
  league_of_township: 400,
  numbers_not_stored: 404,
  person_not_here: 404,
  version_changed: 412,
  key_in_use: 409,
  record_exists: 409,
  person_elsewhere: 409,
  household_number_taken: 409,
  site_name_taken: 409,
  industry_name_taken: 409,
  member_twice: 409,
  employment_already_logged: 409,
  coverage_already_logged: 409,
  linkage_already_added: 409,
  channel_already_logged: 409,
  flag_step_not_possible: 409,
  flag_waived: 409,
  flag_gap_stands: 409,
};

type Issue = BadRequest['issues'][number];

/** A misspelt field consists of letters; anything else may be an ID number or a name in the place of a key. */
const FIELD_LIKE = /^[a-z][a-z_-]{0,39}$/i;

/** Returns the fields of an issue; unknown ones by name, if the name cannot be personal data. */
function pathsOf(issue: Issue): string[] {
  const path = issue.path.join('.');
  if (issue.code === 'invalid_key') return [issue.path.slice(0, -1).join('.')];
  if (issue.code !== 'unrecognized_keys') return [path];
  const paths = issue.keys.map((key) => (FIELD_LIKE.test(key) ? [...issue.path, key].join('.') : path));
  return [...new Set(paths)];
}

/** Returns an issue without the input; the valid choices may be shown. */
function safeIssue(issue: Issue): Parameters<typeof issueText>[0] {
  if (issue.code === 'custom') return issue;
  const { code, message } = issue;
  if (issue.code !== 'invalid_value' || issue.values.length < 2) return { code, message };
  return { code: 'invalid_choice', message, params: { choices: issue.values.map(String).join(', ') } };
}

function errorsOf({ issues }: BadRequest, language: Language): Errors {
  // The first issue of each field: later ones follow from it.
  const first = new Map(
    issues.flatMap((issue) => pathsOf(issue).map((path) => [path, issue] as const)).toReversed(),
  );
  return [...first].toReversed().map(([path, issue]) => ({
    path,
    code: Object.hasOwn(FIELD_TEXT, issue.message) ? issue.message : issue.code,
    message: issueText(safeIssue(issue), language),
  }));
}

function refusalParts(refusal: Refused, language: Language, areas: AreaNames): ProblemParts {
  const status = REFUSAL_STATUS[refusal.code] ?? 422;
  // Says nothing of a record that the caller may not see.
  if (refusal.code === 'record_unknown') return { status };
  const message = refusalText(refusal, language, areas);
  const errors = [{ path: refusal.path, code: refusal.code, message }];
  return { status, errors, ...(status === 404 ? { detail: message } : {}) };
}

const unauthorized = (detail: string | undefined, challenge: string): ProblemParts => ({
  status: 401,
  ...(detail ? { detail } : {}),
  headers: { 'www-authenticate': challenge },
});

/** Returns the problem of an expected error; undefined for an unexpected one. */
function problemPartsOf(error: unknown, language: Language, areas: AreaNames): ProblemParts | undefined {
  if (error instanceof BadRequest) return { status: 400, errors: errorsOf(error, language) };
  if (error instanceof NoToken) return unauthorized(undefined, 'Bearer realm="houfu"');
  if (error instanceof TokenRefused) {
    const detail = IDENTITY_TEXT[error.code][language];
    return unauthorized(
      detail,
      `Bearer realm="houfu", error="invalid_token", error_description="${error.code}"`,
    );
  }
  if (error instanceof NoRights) return { status: 403, detail: IDENTITY_TEXT[error.code][language] };
  if (error instanceof Refused) return refusalParts(error, language, areas);
  if (error instanceof NotFound) {
    return error.refusal ? { ...refusalParts(error.refusal, language, areas), status: 404 } : { status: 404 };
  }
  if (error instanceof WrongMethod) return { status: 405, headers: { allow: error.allowed.join(', ') } };
  // The rest of the body stays unread: closing keeps another request from following it on the connection.
  if (error instanceof TooLarge) return { status: 413, headers: { connection: 'close' } };
  if (error instanceof NotJson) return { status: 415 };
  if (error instanceof TooManyRequests)
    return { status: 429, headers: { 'retry-after': String(error.retryAfter) } };
  if (error instanceof Busy) return { status: 503, headers: { 'retry-after': String(error.retryAfter) } };
  return undefined;
}

const UNEXPECTED: ProblemParts = { status: 500 };

/**
 * Answers every error with a problem that says nothing of the inside. An unexpected one, such as a stored record that
 * cannot be parsed, is logged under the request's id.
 */
export const problemHandler =
  ({ log, areas }: Pick<Deps, 'log' | 'areas'>): ErrorHandler<ApiEnv> =>
  (thrown, c) => {
    const { language, requestId } = c.var;
    const expected = problemPartsOf(Busy.from(thrown), language, areas);
    if (!expected) {
      log('request_failed', { request: requestId, route: routePath(c), error: String(thrown) });
    }
    const { status, errors, detail, headers } = expected ?? UNEXPECTED;
    const text = PROBLEM_TEXT[status];
    const problem: Problem = {
      type: 'about:blank',
      title: text.title[language],
      status,
      detail: detail ?? text.detail[language],
      instance: requestId,
      ...(errors ? { errors } : {}),
    };
    return c.body(JSON.stringify(problem), status, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': language,
      ...headers,
    });
  };
