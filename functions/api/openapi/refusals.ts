import * as z from 'zod';
import type { oas31, ZodOpenApiResponseObject } from 'zod-openapi';
import { PROBLEM_TEXT, type ProblemStatus } from '../../../shared/text/problems.ts';
import type { REFUSAL_TEXT } from '../../../shared/text/refusals.ts';
import { issueText, refusalText } from '../../../shared/text/render.ts';
import { Problem } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { answerHeaders, isVersionedChange } from './headers.ts';

interface Refusal {
  /** The name of the component of the document. */
  readonly name: string;
  /** Whether a route can answer so. */
  readonly of: (route: Route) => boolean;
  readonly headers?: readonly ('RetryAfter' | 'WwwAuthenticate')[];
  /** The one entry of the example's `errors`. */
  readonly example?: {
    readonly path: string;
    readonly code: keyof typeof REFUSAL_TEXT;
    readonly values?: Record<string, string>;
  };
}

const always = () => true;
const writes = ({ method }: Route) => method !== 'GET';

/**
 * Whether a request names a record or a day that may not exist: in its path, by an ID number, by a filter, or by the id
 * of a flag.
 */
const namesRecord = ({ params, allowance, query, body }: Route): boolean =>
  params !== undefined ||
  allowance !== undefined ||
  (query !== undefined && ('site' in query.shape || 'on' in query.shape)) ||
  (body instanceof z.ZodObject && 'id' in body.shape);

/** Every answer of the routes that is no success. Only methods that no route has are answered with 405. */
const REFUSALS: Readonly<Record<Exclude<ProblemStatus, 405>, Refusal>> = {
  400: { name: 'BadRequest', of: always, example: { path: 'limit', code: 'limit_out_of_range' } },
  401: { name: 'NotSignedIn', of: always, headers: ['WwwAuthenticate'] },
  403: {
    name: 'NotPermitted',
    of: always,
    example: { path: '', code: 'not_permitted', values: { role: 'city_lead' } },
  },
  404: { name: 'NotFound', of: namesRecord },
  409: {
    name: 'Conflict',
    of: writes,
    example: { path: 'from', code: 'employment_already_logged', values: { date: '2026-06-01' } },
  },
  412: {
    name: 'ChangedMeanwhile',
    of: isVersionedChange,
    example: { path: '', code: 'version_changed', values: { version: '4' } },
  },
  413: { name: 'TooLarge', of: writes },
  415: { name: 'UnsupportedMediaType', of: ({ body }) => body !== undefined },
  422: {
    name: 'CannotBeDone',
    of: (route) => isVersionedChange(route) || route.many === true,
    example: { path: 'siteId', code: 'site_unknown' },
  },
  429: { name: 'TooManyRequests', of: ({ allowance }) => allowance !== undefined, headers: ['RetryAfter'] },
  500: { name: 'InternalError', of: always },
  503: { name: 'Busy', of: always, headers: ['RetryAfter'] },
};

const statuses = Object.keys(REFUSALS) as unknown as (keyof typeof REFUSALS)[];

/** No example names an area. */
const NO_NAMES = { nameOf: () => undefined };

const exampleOf = (status: keyof typeof REFUSALS) => {
  const { example } = REFUSALS[status];
  const { title, detail } = PROBLEM_TEXT[status];
  if (!example)
    return {
      type: 'about:blank',
      title: title['zh-CN'],
      status: +status,
      detail: detail['zh-CN'],
      instance: '01JZ0000000000000000000001',
    };
  const { path, code, values = {} } = example;
  const message =
    +status === 400
      ? issueText({ code: 'custom', message: code }, 'zh-CN')
      : refusalText({ code, values }, 'zh-CN', NO_NAMES);
  return {
    type: 'about:blank',
    title: title['zh-CN'],
    status: +status,
    detail: detail['zh-CN'],
    instance: '01JZ0000000000000000000001',
    errors: [{ path, code, message }],
  };
};

/** Returns the components of the answers that are no success, by name. */
export const refusalResponses = (): Record<string, ZodOpenApiResponseObject> =>
  Object.fromEntries(
    statuses.map((status) => {
      const { name, headers = [] } = REFUSALS[status];
      const { title, detail } = PROBLEM_TEXT[status];
      return [
        name,
        {
          description: `${title['zh-CN']}：${detail['zh-CN']} · ${title.en}: ${detail.en}`,
          headers: answerHeaders(...headers),
          content: { 'application/problem+json': { schema: Problem, example: exampleOf(status) } },
        },
      ];
    }),
  );

/** Returns references to the answers of a route that are no success, by status. */
export const refusalsOf = (route: Route): Record<string, oas31.ReferenceObject> =>
  Object.fromEntries(
    statuses
      .filter((status) => REFUSALS[status].of(route))
      .map((status) => [status, { $ref: `#/components/responses/${REFUSALS[status].name}` }]),
  );
