import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { Health } from '../http/health.ts';
import { answerHeaders } from './headers.ts';

const page = (type: string, schema: object, description: string) => ({
  200: { description, headers: answerHeaders(), content: { [type]: { schema } } },
});

const system = { tags: ['system'], security: [] };

/** The operations that need no token. They are not in the list of routes. */
export const WITHOUT_TOKEN: ZodOpenApiPathsObject = {
  '/healthz': {
    get: {
      ...system,
      operationId: 'getHealth',
      summary: '是否正常 · Whether the system is up',
      responses: {
        200: {
          description: '正常 · Up',
          headers: answerHeaders(),
          content: {
            'application/json': { schema: Health, example: { version: '0.1.0', table: 'answers' } },
          },
        },
        503: {
          description: '数据表没有应答 · The table does not answer',
          headers: answerHeaders(),
          content: { 'application/json': { schema: Health, example: { version: '0.1.0', table: 'silent' } } },
        },
      },
    },
  },
  '/openapi.json': {
    get: {
      ...system,
      operationId: 'getOpenApi',
      summary: '本文件 · This document',
      responses: page(
        'application/json',
        {
          type: 'object',
          required: ['openapi'],
          properties: { openapi: { type: 'string', description: '版本 · version' } },
        },
        'OpenAPI 3.1',
      ),
    },
  },
  '/docs': {
    get: {
      ...system,
      operationId: 'getDocs',
      summary: '本文件的可读页面 · This document as a page',
      responses: page('text/html', { type: 'string' }, 'HTML'),
    },
  },
};
