import * as z from 'zod';
import type { oas31, ZodOpenApiOperationObject } from 'zod-openapi';
import type { Route } from '../http/route.ts';
import { EXAMPLES } from '../routes/examples/index.ts';
import { ROUTES } from '../routes/index.ts';
import { allowedRolesText, rolesFor } from './allowed-roles.ts';
import ANSWERS from './examples/answers.json' with { type: 'json' };
import { answerHeaders, isVersionedChange, requestHeaders } from './headers.ts';
import { operationId } from './operation-id.ts';
import { refusalsOf } from './refusals.ts';

const JSON_TYPE = 'application/json';

/** Whether the answer names the address of a new record (`Location`). */
const hasLocation = ({ creates, path }: Route): boolean =>
  creates === true && ROUTES.some((other) => other.method === 'GET' && other.path === `${path}/{id}`);

/** Whether the answer has the version of a record (`ETag`): its own, or that of the household that it holds. */
const hasETag = (route: Route): boolean =>
  isVersionedChange(route) ||
  (route.answer instanceof z.ZodObject &&
    ('version' in route.answer.shape || 'household' in route.answer.shape));

const successOf = (route: Route, name: string): Record<string, object> => {
  const headers = answerHeaders(
    ...(hasETag(route) ? (['ETag'] as const) : []),
    ...(hasLocation(route) ? (['Location'] as const) : []),
  );
  const example = (ANSWERS as Readonly<Record<string, unknown>>)[name];
  const description = route.creates ? '已登记 · Made' : '成功 · Done';
  return {
    [route.creates ? 201 : 200]: {
      description,
      headers,
      content: { [JSON_TYPE]: { schema: route.answer, example } },
    },
  };
};

/** Returns a route as the document describes it. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  const name = `${route.method} ${route.path}`;
  const [zh, en] = allowedRolesText(route);
  return {
    operationId: operationId(route.method, route.path),
    tags: [route.tag],
    summary: route.summary,
    description: `可用：${zh}。\n\nWho may: ${en}.`,
    'x-roles': rolesFor(route),
    requestParams: {
      ...(route.params ? { path: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
    },
    parameters: requestHeaders(route),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { [JSON_TYPE]: { schema: route.body, example: EXAMPLES[name]?.body } },
          },
        }
      : {}),
    responses: { ...successOf(route, name), ...refusalsOf(route) } as ZodOpenApiOperationObject['responses'],
  } satisfies ZodOpenApiOperationObject & oas31.ISpecificationExtension;
}
