import { createDocument, type oas31, type ZodOpenApiPathsObject } from 'zod-openapi';
import { ROUTES } from '../routes/index.ts';
import { withDescriptions } from './descriptions.ts';
import { ANSWER_HEADERS, REQUEST_HEADERS } from './headers.ts';
import { INTRODUCTION } from './introduction.ts';
import { operationOf } from './operation.ts';
import { PERSONAL_SCHEMAS } from './personal-schemas.ts';
import { refusalResponses } from './refusals.ts';
import { TAGS } from './tags.ts';
import { WITHOUT_TOKEN } from './without-token.ts';

const paths = (): ZodOpenApiPathsObject => {
  const listed: ZodOpenApiPathsObject = {};
  for (const route of ROUTES) {
    listed[route.path] = { ...listed[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return { ...listed, ...WITHOUT_TOKEN };
};

/** Returns the API as OpenAPI 3.1, made of the list of its routes and of their schemas. */
export function openApiDocument(version: string): oas31.OpenAPIObject {
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: '后扶 Houfu API',
        version,
        description: INTRODUCTION,
        license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/api/v1' }],
      security: [{ token: [] }],
      tags: Object.entries(TAGS).map(([name, { zh, about }]) => ({
        name,
        description: about,
        'x-displayName': `${zh} · ${name}`,
      })),
      paths: paths(),
      components: {
        schemas: Object.fromEntries(
          Object.entries(PERSONAL_SCHEMAS).map(([name, { schema }]) => [name, schema]),
        ),
        parameters: REQUEST_HEADERS,
        headers: ANSWER_HEADERS,
        responses: refusalResponses(),
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              '所配置的 OIDC 签发方的令牌，含角色和辖区 · A token of the configured OIDC issuer, with a role and areas',
          },
        },
      },
    },
    {
      override: ({ jsonSchema }) => {
        // Numbers of a query are parsed from text; the pattern of their digits adds nothing.
        if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
      },
    },
  );
  return withDescriptions(document as unknown as oas31.OpenAPIObject);
}
